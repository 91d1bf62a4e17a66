using System.Globalization;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Containers;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Containers.Networks;
using MesosOperator.AgentRuntime.Containers.Registries;
using MesosOperator.AgentRuntime.Containers.Specs;
using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>What of an agent has to do with containerd.</summary>
internal sealed class ContainerSetup : IAsyncDisposable
{
    private const string AttributeName = "containerd";
    private const string None = "none";

    /// <summary>How long a registry may take to be reached, and to begin to answer.</summary>
    private static readonly TimeSpan ReachLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = ReachLimit, AutomaticDecompression = System.Net.DecompressionMethods.None }) { Timeout = AnswerLimit };
    private readonly Containerd _containerd;
    private readonly Unpacker _unpacker;
    private readonly ContainerNetworks _networks;
    private readonly string _socket;
    private readonly string _home;
    private readonly ILogger _log;
    private string? _announced;
    private bool _isGiven;

    public ContainerSetup(AgentOptions options, string home, HostIsolation isolation, TimeProvider time, ILogger log)
    {
        var settings = new ContainerSettings(home, options.WorkDirectory)
        {
            Socket = options.Containerd,
            Namespace = options.ContainerdNamespace,
            Launcher = options.LauncherPath,
            CgroupRoot = isolation.Cgroups.Controllers.IsEmpty ? null : $"/mesos-operator/{home}",
            HasCgroupV2 = isolation.Cgroups.Version == "v2",
        };
        (_socket, _home, _log) = (options.Containerd, home, log);
        _containerd = new Containerd(options.Containerd, options.ContainerdNamespace, time);
        _unpacker = new Unpacker(_containerd, settings.Snapshotter);
        _networks = NetworksOf(options, home, time);
        var planner = new ContainerPlanner(new ContainerRules(options.AllowsPrivileged, LastCapability(), isolation.Privileges));
        var registries = new RegistrySettings(options.DockerConfig, [.. options.PlainRegistries.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
        var images = new ImageSource(new ImageStore(_containerd), new ImagePuller(_containerd, registries, _http, time, log));
        Programs = new ContainerPrograms(_containerd, settings, time);
        var starter = new ContainerStarter(_containerd, settings, images, _unpacker, planner, _networks);
        Engine = new ContainerEngine(
            starter, new ContainerEnds(_containerd, settings, time, log), new ContainerRemover(_containerd, settings, _networks), Programs, time, log);
    }

    public ContainerEngine Engine { get; }

    /// <summary>Runs what is to run beside the program of a container.</summary>
    public ContainerPrograms Programs { get; }

    /// <summary>Says in an attribute which containerd answers now, <c>none</c> where there is none, unless the administrator has said it.</summary>
    public async Task AnnounceAsync(AgentInfo info, CancellationToken stop)
    {
        var version = await _containerd.VersionAsync(_announced is null ? FirstLook : Containerd.ShortLimit, stop) ?? None;
        var present = info.Attributes.FirstOrDefault(attribute => attribute.Name == AttributeName);
        if (_announced is null && present is not null)
            _isGiven = true;
        if (version != _announced)
            Log(version);
        _announced = version;
        if (_isGiven)
            return;
        if (present is null)
            info.Attributes.Add(HostAttributes.Text(AttributeName, version));
        else
            present.Text.Value = version;
    }

    /// <summary>Keeps the containers of tasks that live, and removes all others of this agent.</summary>
    public void Begin(RecoveredAgent recovered)
    {
        foreach (var task in recovered.Tasks.Where(task => task.Fate == TaskFate.Alive))
            Engine.Claim(task.Memory.Launch.ContainerId);
        Engine.BeginSweeping();
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _unpacker.Dispose();
        _containerd.Dispose();
        _http.Dispose();
        _networks.Leave();
        RuntimeGroups.Leave(File.ReadLines("/proc/self/mountinfo"), $"mesos-operator/{_home}");
    }

    private void Log(string version)
    {
        if (version == None)
            ContainerLog.Missing(_log, _socket);
        else
            ContainerLog.Found(_log, version, _socket);
    }

    private static ContainerNetworks NetworksOf(AgentOptions options, string home, TimeProvider time)
    {
        var settings = new NetworkSettings(
            home, [.. options.NetworkPlugins.Split(':', StringSplitOptions.RemoveEmptyEntries)], options.NetworkConfigurations, options.ContainerBridge, options.ContainerSubnet);
        return new ContainerNetworks(settings, new NetworkPlugins(settings, time));
    }

    private static int LastCapability() => int.Parse(File.ReadAllText("/proc/sys/kernel/cap_last_cap"), CultureInfo.InvariantCulture);
}
