using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Containers.Networks;

/// <summary>How containers get networks.</summary>
/// <param name="Home">A name that no other agent on this host has.</param>
/// <param name="Plugins">Folders with the programs of the container network interface (CNI).</param>
/// <param name="Configurations">Folder with the named networks, as <c>*.conflist</c> and <c>*.conf</c>.</param>
/// <param name="Bridge">Name of the bridge of containers that want just a bridge.</param>
/// <param name="Subnet">Addresses on it.</param>
internal sealed record NetworkSettings(string Home, ImmutableArray<string> Plugins, string Configurations, string Bridge, string Subnet)
{
    /// <summary>Above what is known of networks: gone when the host is started anew, as they are.</summary>
    private const string Root = "/run/mesos-operator";

    /// <summary>Folder with what each container was given.</summary>
    public string Records => Path.Combine(Root, Home, "networks");

    /// <summary>Folder with the addresses that are in use, of all agents of the host.</summary>
    public string Addresses => Path.Combine(Root, "addresses");

    public string? Find(string plugin) =>
        plugin.Contains('/', StringComparison.Ordinal) ? null : Plugins.Select(folder => Path.Combine(folder, plugin)).FirstOrDefault(File.Exists);
}
