using System.CommandLine;
using MesosOperator.AgentRuntime.Hosting;

namespace MesosOperator.Agent;

/// <summary>From the arguments to the options of an agent.</summary>
internal sealed partial class AgentCommand
{
    private AgentOptions Read(ParseResult arguments) => new()
    {
        Operator = string.Join(',', arguments.GetRequiredValue(_operator)),
        TokenFile = arguments.GetValue(_tokenFile),
        OperatorCa = arguments.GetValue(_operatorCa),
        OperatorName = arguments.GetValue(_operatorName),
        Resources = arguments.GetRequiredValue(_resources),
        DefaultRole = arguments.GetRequiredValue(_defaultRole),
        Attributes = arguments.GetRequiredValue(_attributes),
        WorkDirectory = arguments.GetRequiredValue(_workDirectory),
        Hostname = arguments.GetValue(_hostname),
        Address = arguments.GetValue(_address),
        ListenAddress = arguments.GetRequiredValue(_listen),
        Port = arguments.GetValue(_port),
        HttpTokenFile = arguments.GetValue(_httpTokenFile),
        StopGrace = TimeSpan.FromSeconds(arguments.GetValue(_stopGrace)),
        LargestLogBytes = arguments.GetValue(_logMaximumSize) << 20,
        LogFiles = arguments.GetValue(_logFiles),
        SandboxAge = TimeSpan.FromDays(arguments.GetValue(_sandboxAge)),
        SandboxCount = arguments.GetValue(_sandboxCount),
        ExecutorAuthentication = arguments.GetValue(_executorAuthentication),
        ExecutorReregistration = TimeSpan.FromSeconds(arguments.GetValue(_executorReregistration)),
        FetcherCacheBytes = arguments.GetValue(_fetcherCache) << 20,
        FrameworksHome = arguments.GetValue(_frameworksHome),
        MaximumTasks = arguments.GetValue(_maximumTasks),
        Isolation = arguments.GetValue(_isolation),
        HasCpuQuota = arguments.GetValue(_cpuQuota),
        MostTaskProcesses = arguments.GetValue(_maximumTaskProcesses),
        Containerd = arguments.GetRequiredValue(_containerd),
        ContainerdNamespace = arguments.GetRequiredValue(_containerdNamespace),
        DockerConfig = arguments.GetValue(_dockerConfig),
        PlainRegistries = string.Join(',', arguments.GetRequiredValue(_plainRegistries)),
        NetworkPlugins = arguments.GetRequiredValue(_networkPlugins),
        NetworkConfigurations = arguments.GetRequiredValue(_networkConfigurations),
        ContainerBridge = arguments.GetRequiredValue(_containerBridge),
        ContainerSubnet = arguments.GetRequiredValue(_containerSubnet),
        AllowsPrivileged = arguments.GetValue(_allowPrivileged),
        BoundingCapabilities = arguments.GetRequiredValue(_boundingCapabilities),
        ReserveSystem = arguments.GetRequiredValue(_reserveSystem),
        Region = arguments.GetValue(_region),
        Zone = arguments.GetValue(_zone),
        CloudMetadata = arguments.GetValue(_cloudMetadata),
        Gpus = arguments.GetRequiredValue(_gpus),
        DiskWatchInterval = TimeSpan.FromSeconds(arguments.GetValue(_diskWatchInterval)),
        HasNoNewPrivileges = arguments.GetValue(_noNewPrivileges),
        FiltersSystemCalls = arguments.GetValue(_filterSystemCalls),
        AllowsSharedProcesses = arguments.GetValue(_allowSharedProcesses),
        Recover = arguments.GetValue(_recover),
        OnStop = arguments.GetValue(_onStop),
        Launcher = arguments.GetValue(_launcher),
    };
}
