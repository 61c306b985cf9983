// deno-lint-ignore-file tidy/file-name -- Node 20 runs no TypeScript.
/**
 * Heartbeats on plain sockets of Node, as one writes them by hand: a buffer
 * and a timer for each session, and a count of silent beats.
 *
 *   node sessions_node.mjs hold PROTOCOL PORT SESSIONS INTERVAL_MS MISSES
 *   node sessions_node.mjs serve PROTOCOL INTERVAL_MS MISSES
 */
import { Buffer } from "node:buffer";
import { createHash, randomBytes } from "node:crypto";
import net from "node:net";
import process from "node:process";

/** RFC 6455, section 1.3. */
const WEBSOCKET_ID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const MAX_QT_BYTES = 16_777_216;
const MAX_JSON_BYTES = 1_048_576;
const MAX_HEAD_BYTES = 16_384;
const HEARTBEAT = 100;

/**
 * What is spoken: the first bytes of either side, the beat and its answer, who
 * beats, and a reader that takes one message off a buffer. It gives the length
 * of the message, or 0 where more is to come, and throws on a stranger.
 */
const PROTOCOLS = {
  text: {
    beatsFrom: "client",
    greeting: Buffer.from("OK"),
    beat: Buffer.from("TEST"),
    answer: Buffer.from("TEST_BACK"),
    take: (buffer, role) =>
      role === "serve"
        ? takeWord(buffer, ["TEST"])
        : takeWord(buffer, ["OK", "TEST_BACK"]),
  },
  json: {
    beatsFrom: "server",
    beat: Buffer.from("heartbeat"),
    answer: Buffer.from('{"Type":"Heartbeat"}'),
    take: (buffer, role) =>
      role === "serve" ? takeObject(buffer) : takeWord(buffer, ["heartbeat"]),
  },
  qt: {
    beatsFrom: "client",
    beat: qtRecord("This is a heartbeat msg to server.", "00000000"),
    answer: qtRecord(
      "This is a message of heartbeat from server.",
      "0000000100",
    ),
    take: takeRecord,
  },
  ws: {
    beatsFrom: "client",
    request: () =>
      "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n" +
      "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
      `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
    beat: Buffer.from("heartbeat"),
    answer: Buffer.from("heartbeat"),
    frame: wsFrame,
    take: takeFrame,
  },
};

function takeWord(buffer, words) {
  const text = buffer.toString("latin1", 0, 16);
  const word = words.find((word) => text.startsWith(word));
  if (word !== undefined) return word.length;
  if (words.some((word) => word.startsWith(text))) return 0;
  throw new Error(`not a word of the protocol: ${text}`);
}

function takeObject(buffer) {
  if (buffer.length > MAX_JSON_BYTES) throw new Error("too long");
  let depth = 0;
  let isString = false;
  for (let index = 0; index < buffer.length; index++) {
    const byte = buffer[index];
    if (isString) {
      if (byte === 0x5c) index++;
      else if (byte === 0x22) isString = false;
    } else if (byte === 0x22) isString = true;
    else if (byte === 0x7b) depth++;
    else if (byte === 0x7d && --depth === 0) {
      JSON.parse(buffer.toString("utf8", 0, index + 1));
      return index + 1;
    }
  }
  return 0;
}

function qtRecord(description, bytesHex) {
  const text = Buffer.from(description, "utf16le").swap16();
  const bytes = Buffer.from(bytesHex, "hex");
  const record = Buffer.alloc(16 + text.length + bytes.length);
  record.writeInt32BE(record.length - 4, 0);
  record.writeInt32BE(HEARTBEAT, 4);
  record.writeUInt32BE(text.length, 8);
  text.copy(record, 12);
  record.writeUInt32BE(bytes.length, 12 + text.length);
  bytes.copy(record, 16 + text.length);
  return record;
}

function takeRecord(buffer) {
  if (buffer.length < 4) return 0;
  const size = buffer.readInt32BE(0);
  if (size < 12 || size > MAX_QT_BYTES) throw new Error(`size ${size}`);
  if (buffer.length < 4 + size) return 0;
  const textLength = buffer.readUInt32BE(8);
  if (textLength > size) throw new Error(`text of ${textLength} bytes`);
  return 4 + size;
}

function wsFrame(payload, isMasked) {
  const head = [0x81, (isMasked ? 0x80 : 0) | payload.length];
  if (!isMasked) return Buffer.concat([Buffer.from(head), payload]);
  const mask = randomBytes(4);
  const masked = payload.map((byte, index) => byte ^ mask[index % 4]);
  return Buffer.concat([Buffer.from(head), mask, masked]);
}

/** Short frames alone: longer ones are not sent here. */
function takeFrame(buffer) {
  if (buffer.length < 2) return 0;
  const length = buffer[1] & 0x7f;
  if (length > 125) throw new Error("a long frame");
  const total = 2 + (buffer[1] & 0x80 ? 4 : 0) + length;
  return buffer.length < total ? 0 : total;
}

/** Reads messages off a socket; a WebSocket's head comes before them. */
function readMessages(socket, protocol, role, onHead, onMessage) {
  let rest = Buffer.alloc(0);
  let isOpen = protocol.frame === undefined;
  socket.on("data", (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    try {
      if (!isOpen) {
        const end = rest.indexOf("\r\n\r\n");
        if (end < 0 && rest.length > MAX_HEAD_BYTES) throw new Error("head");
        if (end < 0) return;
        onHead(rest.toString("latin1", 0, end));
        rest = rest.subarray(end + 4);
        isOpen = true;
      }
      while (rest.length > 0) {
        const size = protocol.take(rest, role);
        if (size === 0) return;
        rest = rest.subarray(size);
        onMessage();
      }
    } catch {
      socket.destroy();
    }
  });
}

function say(socket, protocol, bytes, isMasked) {
  socket.write(protocol.frame?.(bytes, isMasked) ?? bytes);
}

function hold(name, port, intervalMs, misses) {
  const protocol = PROTOCOLS[name];
  const beats = protocol.beatsFrom === "client";
  const socket = net.connect({ host: "127.0.0.1", port, noDelay: true });
  let count = 0;
  let isOnline = false;
  const beat = () => beats && say(socket, protocol, protocol.beat, true);
  const timer = setInterval(() => {
    if (++count > misses) socket.destroy();
    else if (isOnline) beat();
  }, intervalMs);
  const begin = () => {
    if (protocol.request) socket.write(protocol.request());
    else if (protocol.greeting === undefined) beat();
  };
  readMessages(socket, protocol, "hold", beat, () => {
    count = 0;
    if (!isOnline) {
      isOnline = true;
      console.log('{"to":"online"}');
    }
    if (!beats) say(socket, protocol, protocol.answer, true);
  });
  socket.on("connect", begin);
  socket.on("error", () => {});
  socket.on("close", () => {
    clearInterval(timer);
    console.log('{"to":"offline"}');
  });
}

function serveOne(socket, protocol, intervalMs, misses) {
  const beats = protocol.beatsFrom === "server";
  let count = 0;
  const timer = setInterval(() => {
    if (++count > misses) socket.destroy();
    else if (beats) say(socket, protocol, protocol.beat, false);
  }, intervalMs);
  socket.setNoDelay();
  if (protocol.greeting) socket.write(protocol.greeting);
  readMessages(socket, protocol, "serve", (head) => {
    const [, key] = /^Sec-WebSocket-Key: (.*)$/mi.exec(head) ?? [];
    const accept = createHash("sha1").update(key.trim() + WEBSOCKET_ID);
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n" +
        "Connection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept.digest("base64")}\r\n\r\n`,
    );
  }, () => {
    count = 0;
    if (!beats) say(socket, protocol, protocol.answer, false);
  });
  socket.on("error", () => {});
  socket.on("close", () => clearInterval(timer));
}

const [role, name, ...numbers] = process.argv.slice(2);
if (role === "hold") {
  const [port, sessions, intervalMs, misses] = numbers.map(Number);
  for (let count = 0; count < sessions; count++) {
    hold(name, port, intervalMs, misses);
  }
} else {
  const [intervalMs, misses] = numbers.map(Number);
  const server = net.createServer((socket) =>
    serveOne(socket, PROTOCOLS[name], intervalMs, misses)
  );
  server.listen({ host: "127.0.0.1", port: 0, backlog: 1024 }, () => {
    const address = `127.0.0.1:${server.address().port}`;
    console.log(JSON.stringify({ event: "listening", address }));
  });
}
