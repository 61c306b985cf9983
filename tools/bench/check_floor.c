/*
 * The least that a check of many ports costs, and what a command costs:
 *   check_floor serve COUNT         serves ports, prints them as a,b,c
 *   check_floor connect PORT...     connects to each, waits for nothing
 *   check_floor cost COMMAND...     runs it, then prints to standard error
 *                                   wall ms, processor ms, most memory in KiB
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LISTENING (1ul << 40)

static struct sockaddr_in loopback(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

static void follow(int epoll, int fd, unsigned long mark) {
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = fd | mark};
  epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static int serve(int count) {
  int epoll = epoll_create1(0);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  for (int index = 0; index < count; index++) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    if (bind(fd, (void *)&address, length) || listen(fd, 1024)) return 1;
    getsockname(fd, (void *)&address, &length);
    printf("%s%d", index ? "," : "", ntohs(address.sin_port));
    follow(epoll, fd, LISTENING);
  }
  puts("");
  fflush(stdout);
  for (;;) {
    struct epoll_event events[256];
    char words[4096];
    int ready = epoll_wait(epoll, events, 256, -1);
    for (int index = 0; index < ready; index++) {
      int fd = (int)events[index].data.u64, peer;
      /* Whoever is connected is heard, and left without an answer. */
      if (!(events[index].data.u64 & LISTENING)) {
        if (read(fd, words, sizeof words) <= 0) close(fd);
      } else while ((peer = accept4(fd, 0, 0, SOCK_NONBLOCK)) >= 0)
        follow(epoll, peer, 0);
    }
  }
}

static int connect_all(int count, char **ports) {
  for (int index = 0; index < count; index++) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = loopback(atoi(ports[index]));
    if (connect(fd, (void *)&address, sizeof address)) return 1;
    close(fd);
  }
  return 0;
}

static double now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int cost(char **command) {
  struct rusage used;
  int status;
  double began = now_ms();
  pid_t child = fork();
  if (child == 0) {
    execvp(command[0], command);
    _exit(127);
  }
  wait4(child, &status, 0, &used);
  double cpu = (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
               (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
  fprintf(stderr, "%.1f %.1f %ld\n", now_ms() - began, cpu, used.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int count, char **words) {
  if (count > 2 && !strcmp(words[1], "serve")) return serve(atoi(words[2]));
  if (count > 2 && !strcmp(words[1], "connect"))
    return connect_all(count - 2, words + 2);
  if (count > 2 && !strcmp(words[1], "cost")) return cost(words + 2);
  return 2;
}
