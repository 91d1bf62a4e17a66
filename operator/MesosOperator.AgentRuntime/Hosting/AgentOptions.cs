using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Seeing;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>What the host's administrator says about one agent. Checked as a whole by <see cref="AgentOptionsValidator"/>.</summary>
public sealed record AgentOptions
{
    /// <summary>
    /// Where the operator listens for agents, such as <c>10.0.0.1:5060</c>; <c>http://…</c> where it does not speak TLS.
    /// Several addresses, separated by commas, where several processes of it may lead; of a name each address is tried.
    /// </summary>
    public required string Operator { get; init; }

    /// <summary>
    /// File in PEM with the operator's certificate, or with those of the authorities that may issue one; null means
    /// those that this host trusts anyhow.
    /// </summary>
    public string? OperatorCa { get; init; }

    /// <summary>The host that the operator's certificate is for; null means the one of its address.</summary>
    public string? OperatorName { get; init; }

    /// <summary>
    /// File of the token by which this host joins, and of hashes by which it knows the operator; null where the operator asks
    /// nobody who he is. Once the host has joined the file need not be there.
    /// </summary>
    public string? TokenFile { get; init; }

    /// <summary>Resources in Mesos' text form or as a JSON list; names left out are discovered.</summary>
    public string Resources { get; init; } = "";

    /// <summary>The role for which resources are reserved that name none, found ones too; <c>*</c> for no reservation.</summary>
    public string DefaultRole { get; init; } = "*";

    /// <summary>Attributes such as <c>rack:r1;level:10</c>.</summary>
    public string Attributes { get; init; } = "";

    /// <summary>Folder for the sandboxes of tasks; made when absent.</summary>
    public string WorkDirectory { get; init; } = "/var/lib/mesos-operator/agent";

    /// <summary>Name under which frameworks see this host; null means its own name.</summary>
    public string? Hostname { get; init; }

    /// <summary>IP address under which this host is reached; null means its first one.</summary>
    public string? Address { get; init; }

    /// <summary>IP address at which the agent serves executors: by default only for this host.</summary>
    public string ListenAddress { get; init; } = "127.0.0.1";

    /// <summary>Port of the agent's own endpoints; 0 for any.</summary>
    public int Port { get; init; } = 5051;

    /// <summary>
    /// File with the token by which callers at the agent's own port may see and do what else goes through the operator; null
    /// means that none may.
    /// </summary>
    public string? HttpTokenFile { get; init; }

    /// <summary>The most that a task gets between SIGTERM and SIGKILL when the agent stops.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether executors must prove who they are.</summary>
    public ExecutorAuthentication ExecutorAuthentication { get; init; } = ExecutorAuthentication.Optional;

    /// <summary>How long executors may take to subscribe again after a restart of the agent.</summary>
    public TimeSpan ExecutorReregistration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of downloads that are kept for tasks that want the same (<c>cache</c> of a URI).</summary>
    public long FetcherCacheBytes { get; init; } = 2L << 30;

    /// <summary>Folder that URIs which are relative paths begin at; null: such are refused.</summary>
    public string? FrameworksHome { get; init; }

    /// <summary>Bytes of one file of a task's output; a full one is put aside. 0 for any size, without other files.</summary>
    public long LargestLogBytes { get; init; } = 10 << 20;

    /// <summary>Files of each kind of a task's output.</summary>
    public int LogFiles { get; init; } = 5;

    /// <summary>How long the sandbox of an ended task is kept.</summary>
    public TimeSpan SandboxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How many sandboxes of ended tasks are kept.</summary>
    public int SandboxCount { get; init; } = 5_000;

    /// <summary>Tasks beyond these are refused.</summary>
    public int MaximumTasks { get; init; } = 10_000;

    /// <summary>The program mesos-launcher; null means the one beside this program.</summary>
    public string? Launcher { get; init; }

    /// <summary>How far tasks are kept apart from the host and from each other.</summary>
    public IsolationMode Isolation { get; init; }

    /// <summary>Whether a task gets no more processor time than it has requested, also when there is more.</summary>
    public bool HasCpuQuota { get; init; }

    /// <summary>Processes and threads of one task; 0 for any number.</summary>
    public int MostTaskProcesses { get; init; } = 4_096;

    /// <summary>Socket of containerd, which runs the tasks that name an image. It need not be there.</summary>
    public string Containerd { get; init; } = "/run/containerd/containerd.sock";

    /// <summary>The namespace in containerd for images and containers of tasks.</summary>
    public string ContainerdNamespace { get; init; } = "mesos-operator";

    /// <summary>File such as Docker's <c>config.json</c> with logins for registries, read at each pull; null: none.</summary>
    public string? DockerConfig { get; init; }

    /// <summary>Registries without TLS, such as <c>localhost:5000</c>, separated by commas.</summary>
    public string PlainRegistries { get; init; } = "";

    /// <summary>Folders with the programs of the container network interface, separated by colons.</summary>
    public string NetworkPlugins { get; init; } = "/opt/cni/bin:/usr/lib/cni:/usr/libexec/cni";

    /// <summary>Folder with the networks that tasks may name.</summary>
    public string NetworkConfigurations { get; init; } = "/etc/cni/net.d";

    /// <summary>Name of the bridge for containers that want one; made when first needed.</summary>
    public string ContainerBridge { get; init; } = "mesos0";

    /// <summary>Addresses on the bridge.</summary>
    public string ContainerSubnet { get; init; } = "172.29.0.0/16";

    /// <summary>Whether tasks may have privileged containers, and containers without a filter of system calls.</summary>
    public bool AllowsPrivileged { get; init; }

    /// <summary>What is left to the system of what is discovered, such as <c>cpus:0.5;mem:5%</c>; for names left out a default holds.</summary>
    public string ReserveSystem { get; init; } = "";

    /// <summary>The region that this host is in; null means what the cloud says.</summary>
    public string? Region { get; init; }

    /// <summary>The zone of the region; null means what the cloud says.</summary>
    public string? Zone { get; init; }

    /// <summary>Which cloud is asked about this machine.</summary>
    public CloudMetadata CloudMetadata { get; init; }

    /// <summary>Capabilities that a task may have at most: <c>all</c>, <c>none</c>, or names separated by commas.</summary>
    public string BoundingCapabilities { get; init; } = Capabilities.Default;

    /// <summary>Graphics processors to offer: <c>none</c>, <c>discover</c>, or numbers separated by commas.</summary>
    public string Gpus { get; init; } = "discover";

    /// <summary>From one look at what tasks take of the disk to the next; zero: nobody looks, and their limits do not hold.</summary>
    public TimeSpan DiskWatchInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether no program of a task gets more rights by being executed, as those with the set-user bit do.</summary>
    public bool HasNoNewPrivileges { get; init; }

    /// <summary>Whether system calls that change the host or make namespaces are denied to tasks.</summary>
    public bool FiltersSystemCalls { get; init; }

    /// <summary>Whether a task may ask for seeing, and signalling, the processes of the host.</summary>
    public bool AllowsSharedProcesses { get; init; }

    /// <summary>What becomes of tasks of an earlier agent in the work directory.</summary>
    public RecoverMode Recover { get; init; }

    /// <summary>What becomes of tasks when the agent is asked to stop.</summary>
    public StopMode OnStop { get; init; }

    /// <summary>File that tells one start of the host from another.</summary>
    internal string BootIdFile { get; init; } = "/proc/sys/kernel/random/boot_id";

    /// <summary>Where the metadata service of a cloud is.</summary>
    internal Uri CloudEndpoint { get; init; } = new("http://169.254.169.254/");

    /// <summary>From one look at what the host has to the next.</summary>
    internal TimeSpan HostWatchInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How much the program logs, where that may be changed for a while; null where its logs are not the agent's own.</summary>
    public LogDetail? Logging { get; init; }

    /// <summary>Where graphics processors are looked for.</summary>
    internal GpuFinder GpuFinder { get; init; } = new();

    internal LogBounds? LogBounds => LargestLogBytes == 0 ? null : new LogBounds(LargestLogBytes, LogFiles);

    internal string LauncherPath => Launcher ?? Path.Combine(AppContext.BaseDirectory, "mesos-launcher");
}
