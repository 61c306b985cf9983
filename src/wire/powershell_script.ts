import { familyOf } from "./address_text.ts";

/** The program that runs the scripts; every Windows since 7 has it. */
export const POWERSHELL_PROGRAM = "powershell.exe";

/**
 * Its arguments before the script: no profile of the user, no questions, and
 * nothing printed in a code page of its own.
 */
export const POWERSHELL_ARGS = [
  "-NoProfile",
  "-NonInteractive",
  "-Command",
] as const;

/**
 * Errors end what failed and not the script. No double quotes anywhere: they
 * do not survive every way of passing arguments.
 */
const PREAMBLE = "$ErrorActionPreference='Stop';" +
  "$ProgressPreference='SilentlyContinue';" +
  "[Console]::OutputEncoding=[Text.Encoding]::UTF8;";

/** One list, or `$null` where the command is missing or fails. */
function listInto(variable: string, pipeline: string): string {
  return `$${variable}=$null;try{$${variable}=@(${pipeline})}catch{};`;
}

/** A property as a number, since names of states are translated. */
function asNumber(name: string): string {
  return `@{n='${name}';e={[int]$_.${name}}}`;
}

/**
 * Prints interfaces, addresses, neighbours and name servers as one JSON object,
 * which `parseWindowsHost()` reads: one start of PowerShell (0.3 s and more)
 * instead of four.
 */
export const WINDOWS_HOST_SCRIPT: string = PREAMBLE +
  listInto(
    "a",
    "Get-NetAdapter|Select-Object Name,InterfaceDescription,ifIndex," +
      "HardwareInterface,MtuSize,InterfaceAdminStatus,MediaConnectState," +
      "InterfaceOperationalStatus",
  ) +
  listInto(
    "i",
    "Get-NetIPAddress|Select-Object InterfaceAlias,InterfaceIndex," +
      `IPAddress,PrefixLength,${asNumber("AddressState")}`,
  ) +
  listInto(
    "n",
    "Get-NetNeighbor|Select-Object InterfaceAlias,IPAddress," +
      `LinkLayerAddress,${asNumber("State")}`,
  ) +
  listInto(
    "s",
    "Get-DnsClientServerAddress|Select-Object InterfaceAlias,ServerAddresses",
  ) +
  "ConvertTo-Json -Compress -Depth 3 -InputObject " +
  "@{adapters=$a;addresses=$i;neighbours=$n;nameServers=$s}";

/**
 * The script that asks which way leads to an address, and prints as JSON what
 * `parseWindowsRoute()` reads.
 *
 * @param address A literal address, with or without a zone.
 * @returns The script; `undefined` if it is no address, since nothing else may
 * stand in a script.
 */
export function windowsRouteScript(address: string): string | undefined {
  if (familyOf(address) === undefined) return undefined;
  return `${PREAMBLE}try{$r=@(Find-NetRoute -RemoteIPAddress '${address}'|` +
    "Select-Object IPAddress,InterfaceAlias,DestinationPrefix,NextHop," +
    "RouteMetric);ConvertTo-Json -Compress -Depth 3 -InputObject @{route=$r}}" +
    "catch{ConvertTo-Json -Compress -InputObject " +
    "@{error=[string]$_.FullyQualifiedErrorId}}";
}
