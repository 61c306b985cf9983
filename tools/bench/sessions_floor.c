/*
 * The least that sessions can cost: one epoll, one timer, no parsing. It beats
 * for all sessions once an interval, and counts the beats since the last sign
 * of the peer. Prints a line as a session comes or goes.
 *
 *   sessions_floor PORT SESSIONS INTERVAL_MS MISSES OPEN BEAT ANSWER
 *
 * OPEN is written on connecting, BEAT once an interval, ANSWER whenever
 * something is read; each is hexadecimal, or "-" for nothing.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define MAX_SESSIONS 100000
#define MAX_WORD 512
#define EVENTS 256

struct word {
  uint8_t bytes[MAX_WORD];
  size_t length;
};

struct session {
  int fd;
  int count;
  int online;
};

static struct session sessions[MAX_SESSIONS];
static struct word open_word, beat_word, answer_word;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void parse_word(const char *hex, struct word *word) {
  word->length = 0;
  if (strcmp(hex, "-") == 0) return;
  for (; hex[0] && hex[1] && word->length < MAX_WORD; hex += 2) {
    unsigned byte;
    if (sscanf(hex, "%2x", &byte) != 1) fail("hexadecimal word");
    word->bytes[word->length++] = (uint8_t)byte;
  }
}

static void lose(struct session *session) {
  close(session->fd);
  session->fd = -1;
  puts("{\"to\":\"offline\"}");
}

static void say(struct session *session, const struct word *word) {
  if (word->length == 0) return;
  ssize_t sent = send(session->fd, word->bytes, word->length, MSG_NOSIGNAL);
  if (sent != (ssize_t)word->length) lose(session);
}

static int dial(int port) {
  struct sockaddr_in address = {
      .sin_family = AF_INET,
      .sin_port = htons((uint16_t)port),
      .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
  };
  int yes = 1;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) fail("socket");
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
    fail("connect");
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return fd;
}

static void hear(struct session *session) {
  uint8_t bytes[4096];
  ssize_t length = recv(session->fd, bytes, sizeof bytes, MSG_DONTWAIT);
  if (length < 0 && errno == EAGAIN) return;
  if (length <= 0) {
    lose(session);
    return;
  }
  session->count = 0;
  if (!session->online) {
    session->online = 1;
    puts("{\"to\":\"online\"}");
  }
  say(session, &answer_word);
}

static int start_timer(long interval_ms) {
  struct timespec turn = {interval_ms / 1000, interval_ms % 1000 * 1000000};
  struct itimerspec times = {.it_interval = turn, .it_value = turn};
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  if (timer < 0) fail("timerfd_create");
  timerfd_settime(timer, 0, &times, NULL);
  return timer;
}

static void watch_fd(int epoll, int fd, uint32_t index) {
  struct epoll_event event = {.events = EPOLLIN, .data.u32 = index};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
}

static void take_turn(int count, int misses) {
  for (int index = 0; index < count; index++) {
    struct session *session = &sessions[index];
    if (session->fd < 0) continue;
    if (session->count >= misses) {
      lose(session);
      continue;
    }
    session->count++;
    if (session->online) say(session, &beat_word);
  }
}

static void run(int epoll, int timer, int count, int misses) {
  struct epoll_event events[EVENTS];
  for (;;) {
    int ready = epoll_wait(epoll, events, EVENTS, -1);
    for (int index = 0; index < ready; index++) {
      uint32_t which = events[index].data.u32;
      if (which < (uint32_t)count) {
        if (sessions[which].fd >= 0) hear(&sessions[which]);
        continue;
      }
      uint64_t turns = 0;
      if (read(timer, &turns, sizeof turns) < 0) continue;
      take_turn(count, misses);
    }
    fflush(stdout);
  }
}

int main(int argc, char **argv) {
  if (argc != 8) {
    fputs("usage: sessions_floor PORT SESSIONS INTERVAL_MS MISSES OPEN BEAT "
          "ANSWER\n",
          stderr);
    return 2;
  }
  int port = atoi(argv[1]);
  int count = atoi(argv[2]);
  if (count > MAX_SESSIONS) return 2;
  parse_word(argv[5], &open_word);
  parse_word(argv[6], &beat_word);
  parse_word(argv[7], &answer_word);
  int epoll = epoll_create1(0);
  for (int index = 0; index < count; index++) {
    sessions[index].fd = dial(port);
    watch_fd(epoll, sessions[index].fd, (uint32_t)index);
    say(&sessions[index], &open_word);
    if (beat_word.length > 0 && open_word.length == 0) {
      say(&sessions[index], &beat_word);
    }
  }
  int timer = start_timer(atol(argv[3]));
  watch_fd(epoll, timer, (uint32_t)count);
  run(epoll, timer, count, atoi(argv[4]));
}
