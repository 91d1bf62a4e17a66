using System.Collections.Immutable;
using System.Net;
using System.Text;
using MesosOperator.AgentRuntime.Containers.Specs;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>The files by which a container finds names: its own, those of hosts, and those of name servers.</summary>
internal static class NameFiles
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Open = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Where a host with systemd's resolver keeps the servers that it asks itself.</summary>
    private const string RealServers = "/run/systemd/resolve/resolv.conf";

    public static void Write(string folder, string hostname, ContainerPlan plan)
    {
        Directory.CreateDirectory(folder, Open);
        Write(Path.Combine(folder, "hostname"), hostname + "\n");
        Write(Path.Combine(folder, "hosts"), Hosts(hostname, plan));
        Write(Path.Combine(folder, "resolv.conf"), Servers(plan.Network.Mode));
    }

    /// <summary>Its own name, once it has an address.</summary>
    public static void AddAddresses(string folder, string hostname, ImmutableArray<NetworkInfo> networks)
    {
        foreach (var address in networks.SelectMany(network => network.IpAddresses))
            File.AppendAllText(Path.Combine(folder, "hosts"), $"{address.IpAddress}\t{hostname}\n"); // in place: the container has that very file
    }

    private static string Hosts(string hostname, ContainerPlan plan)
    {
        var text = new StringBuilder("127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n");
        if (plan.Network.Mode == NetworkMode.Host)
            text = new StringBuilder(ReadIfThere("/etc/hosts"));
        if (plan.Network.Mode == NetworkMode.None)
            text.Append("127.0.0.1\t").Append(hostname).Append('\n');
        foreach (var (address, name) in plan.Hosts)
            text.Append(address).Append('\t').Append(name).Append('\n');
        return text.ToString();
    }

    /// <summary>A server on the host's own loopback cannot be reached from another network.</summary>
    private static string Servers(NetworkMode network)
    {
        var text = ReadIfThere("/etc/resolv.conf");
        return network is NetworkMode.Bridge or NetworkMode.Named && IsLocal(text) && File.Exists(RealServers) ? ReadIfThere(RealServers) : text;
    }

    private static bool IsLocal(string servers) => servers.Split('\n')
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Any(words => words is ["nameserver", var address, ..] && IPAddress.TryParse(address, out var parsed) && IPAddress.IsLoopback(parsed));

    private static string ReadIfThere(string file) => File.Exists(file) ? File.ReadAllText(file) : "";

    private static void Write(string file, string text)
    {
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, Readable);
    }
}
