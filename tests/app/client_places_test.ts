import { assertEquals } from "@std/assert/equals";
import { ClientPlaces } from "../../src/app/client_places.ts";

const FULL = "too-many-of-address";

Deno.test("`ClientPlaces` gives each address so many, and back", () => {
  const places = new ClientPlaces({ connections: 9, connectionsPerAddress: 2 });
  assertEquals(places.take("192.0.2.2:1"), undefined);
  assertEquals(places.take("192.0.2.2:2"), undefined);
  assertEquals(places.take("192.0.2.2:3"), FULL);
  assertEquals(places.take("192.0.2.3:1"), undefined);
  places.free("192.0.2.2:1");
  assertEquals(places.take("192.0.2.2:3"), undefined);
  assertEquals(places.take("192.0.2.2:4"), FULL);
});

Deno.test("`ClientPlaces` has so many in all", () => {
  const places = new ClientPlaces({ connections: 2, connectionsPerAddress: 2 });
  assertEquals(places.take("192.0.2.2:1"), undefined);
  assertEquals(places.take("192.0.2.3:1"), undefined);
  assertEquals(places.take("192.0.2.4:1"), "too-many-connections");
  places.free("192.0.2.2:1");
  assertEquals(places.take("192.0.2.4:1"), undefined);
});

Deno.test("`ClientPlaces` counts a network of IPv6 as one", () => {
  const places = new ClientPlaces({ connections: 9, connectionsPerAddress: 1 });
  assertEquals(places.take("[2001:db8::1]:1"), undefined);
  assertEquals(places.take("[2001:db8::2:1]:1"), FULL);
  assertEquals(places.take("[2001:db8:0:1::1]:1"), undefined);
  assertEquals(places.take("[::ffff:192.0.2.2]:1"), undefined);
  assertEquals(places.take("[::ffff:192.0.2.3]:1"), undefined);
  assertEquals(places.take("[::ffff:192.0.2.3]:2"), FULL);
});
