import { assertEquals } from "@std/assert";
import { outboundUrl } from "./service_url.ts";

Deno.test("outboundUrl takes https anywhere public and http on loopback, and refuses private networks and logins", () => {
  const takes = (url: string) => outboundUrl.safeParse(url).success;
  const right = [
    "https://feed.example.com/v1",
    "https://203.0.113.7:8443",
    "https://0.example.com",
    "https://10.example.com/feed",
    "https://192.168.example.com",
    "http://127.0.0.1:8080/x",
    "http://localhost:1",
  ];
  assertEquals(right.filter((url) => !takes(url)), []);
  const wrong = [
    "http://feed.example.com",
    "https://10.0.0.1",
    "https://172.16.0.9/feed",
    "https://192.168.1.1",
    "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1",
    "https://0.0.0.0",
    "https://2852039166",
    "https://0xa9fea9fe",
    "https://[fe80::1]",
    "https://[fd00::1]",
    "https://[::]",
    "https://[::ffff:169.254.169.254]",
    "https://u:p@feed.example.com",
    "ftp://feed.example.com",
  ];
  assertEquals(wrong.filter(takes), []);
});
