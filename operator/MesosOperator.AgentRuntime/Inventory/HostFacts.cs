using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>What this host has.</summary>
/// <param name="Processors">Processors that this process may use.</param>
/// <param name="MemoryMebibytes">All memory.</param>
/// <param name="DiskMebibytes">Size of the file system of the work directory.</param>
/// <param name="Hostname">Its own name.</param>
/// <param name="Address">Its first address that is not loopback, or loopback when there is no other.</param>
internal sealed record HostFacts(int Processors, long MemoryMebibytes, long DiskMebibytes, string Hostname, string Address)
{
    private const long BytesPerMebibyte = 1L << 20;
    private const long KibibytesPerMebibyte = 1L << 10;

    private static readonly int OnlineAtStart = Online();

    /// <exception cref="IOException">The directory does not exist, or /proc cannot be read.</exception>
    public static HostFacts Read(string workDirectory) => new(
        Environment.ProcessorCount + PluggedIn(),
        TotalMemoryKibibytes(File.ReadLines("/proc/meminfo")) / KibibytesPerMebibyte,
        new DriveInfo(workDirectory).TotalSize / BytesPerMebibyte,
        Dns.GetHostName(),
        FirstAddress());

    /// <summary>
    /// Processors that have come or gone since the runtime has counted them, which it does once. Where it counted fewer than
    /// the host has, because the process is kept to them, it stays with those.
    /// </summary>
    private static int PluggedIn() => Environment.ProcessorCount == OnlineAtStart ? Online() - OnlineAtStart : 0;

    private static int Online()
    {
        const string file = "/sys/devices/system/cpu/online"; // such as 0-3,5
        return !File.Exists(file) ? Environment.ProcessorCount : File.ReadAllText(file).Trim().Split(',')
            .Select(part => part.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            .Sum(range => range[^1] - range[0] + 1);
    }

    private static long TotalMemoryKibibytes(IEnumerable<string> lines)
    {
        const string label = "MemTotal:";
        var line = lines.FirstOrDefault(line => line.StartsWith(label, StringComparison.Ordinal))
            ?? throw new IOException("/proc/meminfo does not tell MemTotal");
        return long.Parse(line[label.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    private static string FirstAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork, IPAddress.Loopback)
        .ToString();
}
