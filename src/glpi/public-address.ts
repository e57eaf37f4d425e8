import { BlockList, isIP } from "node:net";

/** What is not routed on the internet, or leads into the host's own network: IANA's special-purpose registries. */
const ownNetworks = new BlockList();
for (const [network, prefix] of [
  ...(["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"] as const),
  ...(["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"] as const),
  ...(["198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32"] as const),
].map(split)) {
  ownNetworks.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  ...(["::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16"] as const),
  ...(["3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"] as const),
].map(split)) {
  ownNetworks.addSubnet(network, prefix, "ipv6");
}

function split(subnet: string): [network: string, prefix: number] {
  const [network = "", prefix] = subnet.split("/");
  return [network, Number(prefix)];
}

/** Whether an IP address is one of the internet. An IPv4 address within IPv6 counts as what it is. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !ownNetworks.check(address, family === 4 ? "ipv4" : "ipv6");
}

/**
 * Whether a URL's host may be public as it is written: no address of one's own network, and no name of this machine.
 * What another name leads to is known when it is looked up.
 */
export function mayBePublic({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes(".") && !/(?:^|\.)(?:localhost|local|internal|home\.arpa)$/i.test(host);
}
