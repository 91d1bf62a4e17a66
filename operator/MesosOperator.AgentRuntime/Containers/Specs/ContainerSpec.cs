using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MesosOperator.AgentRuntime.Devices;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>Writes a plan as runtimes read it: the runtime specification of the Open Container Initiative, version 1.0.</summary>
internal static class ContainerSpec
{
    /// <summary>What the kernel tells in /proc and /sys about the whole host.</summary>
    private static readonly string[] Masked =
    [
        "/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/sched_debug", "/proc/scsi",
        "/proc/timer_list", "/proc/timer_stats", "/sys/devices/virtual/powercap", "/sys/firmware",
    ];

    /// <summary>What would change the whole host when written to.</summary>
    private static readonly string[] ReadOnly = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    /// <summary>Mode of a device file that all users of the container may open.</summary>
    private const int ForEverybody = 0b110_110_110;

    private static readonly string[] LimitNames =
    [
        "CPU", "FSIZE", "DATA", "STACK", "CORE", "RSS", "NPROC", "NOFILE", "MEMLOCK", "AS", "LOCKS", "SIGPENDING", "MSGQUEUE", "NICE", "RTPRIO", "RTTIME",
    ];

    public static JsonObject Of(ContainerPlan plan, RunContext context) => new()
    {
        ["ociVersion"] = "1.0.2",
        ["hostname"] = context.Hostname,
        ["root"] = new JsonObject { ["path"] = "rootfs", ["readonly"] = plan.IsReadOnly },
        ["process"] = Process(plan, context),
        ["mounts"] = new JsonArray([.. Mounts(plan, context).Select(Mount)]),
        ["linux"] = Linux(plan, context),
    };

    private static JsonObject Process(ContainerPlan plan, RunContext context)
    {
        var variables = plan.Environment;
        if (!variables.ContainsKey("HOME") && context.User.Home.Length > 0)
            variables = variables.Add("HOME", context.User.Home);
        if (!variables.ContainsKey("HOSTNAME"))
            variables = variables.Add("HOSTNAME", context.Hostname);
        var process = new JsonObject
        {
            ["terminal"] = false,
            ["user"] = new JsonObject
            {
                ["uid"] = context.User.UserId,
                ["gid"] = context.User.GroupId,
                ["additionalGids"] = new JsonArray([.. context.User.Groups.Select(group => (JsonNode)group)]),
            },
            ["args"] = Texts(plan.Arguments),
            ["env"] = Texts(variables.Select(variable => $"{variable.Key}={variable.Value}")),
            ["cwd"] = plan.WorkingDirectory,
            ["capabilities"] = Capabilities(plan.Capabilities, isRoot: context.User.UserId == 0),
            ["noNewPrivileges"] = plan.KeepsRights,
            ["rlimits"] = new JsonArray([.. plan.Limits.Select(limit => (JsonNode)new JsonObject
            {
                ["type"] = $"RLIMIT_{LimitNames[limit.Kind]}", ["soft"] = limit.Soft, ["hard"] = limit.Hard,
            })]),
        };
        if (context.ScoreAdjustment is { } score)
            process["oomScoreAdj"] = score;
        return process;
    }

    /// <summary>Whoever is not root has none at first, and gets those of the bounding set only by programs that give them.</summary>
    private static JsonObject Capabilities(CapabilitySet set, bool isRoot)
    {
        var own = isRoot ? set.Effective : ImmutableSortedSet<string>.Empty;
        return new JsonObject
        {
            ["bounding"] = Texts(set.Bounding.Select(Name)),
            ["effective"] = Texts(own.Select(Name)),
            ["permitted"] = Texts(own.Select(Name)),
        };

        static string Name(string capability) => $"CAP_{capability}";
    }

    private static IEnumerable<ContainerMount> Mounts(ContainerPlan plan, RunContext context)
    {
        var systems = plan.IsPrivileged ? "rw" : "ro";
        yield return new("/proc", "proc", "proc", ["nosuid", "noexec", "nodev"]);
        yield return new("/dev", "tmpfs", "tmpfs", ["nosuid", "strictatime", "mode=755", "size=65536k"]);
        yield return new("/dev/pts", "devpts", "devpts", ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"]);
        yield return new("/dev/shm", "tmpfs", "shm", ["nosuid", "noexec", "nodev", "mode=1777", string.Create(CultureInfo.InvariantCulture, $"size={plan.SharedMemory}")]);
        yield return new("/dev/mqueue", "mqueue", "mqueue", ["nosuid", "noexec", "nodev"]);
        yield return new("/sys", "sysfs", "sysfs", ["nosuid", "noexec", "nodev", systems]);
        yield return new("/sys/fs/cgroup", "cgroup", "cgroup", ["nosuid", "noexec", "nodev", "relatime", systems]);
        foreach (var file in HostFiles)
            yield return ContainerMount.Bind(Path.Combine(context.NameFiles, file), $"/etc/{file}", plan.IsReadOnly ? MountAccess.Read : MountAccess.Write);
        // What lies in something else is mounted after it.
        foreach (var mount in plan.Mounts.OrderBy(mount => mount.Target.Count(letter => letter == '/')))
            yield return mount;
    }

    /// <summary>What a container has of /etc from its host.</summary>
    public static readonly ImmutableArray<string> HostFiles = ["hostname", "hosts", "resolv.conf"];

    private static JsonNode Mount(ContainerMount mount) => new JsonObject
    {
        ["destination"] = mount.Target,
        ["type"] = mount.Type,
        ["source"] = mount.Source,
        ["options"] = Texts(mount.Options),
    };

    private static JsonObject Linux(ContainerPlan plan, RunContext context)
    {
        string[] namespaces =
        [
            "ipc", "mount", "pid", "uts",
            .. plan.Network.Mode == NetworkMode.Host ? Array.Empty<string>() : ["network"],
            .. context.HasCgroupV2 ? ["cgroup"] : Array.Empty<string>(),
        ];
        var linux = new JsonObject
        {
            ["namespaces"] = new JsonArray([.. namespaces.Select(kind => (JsonNode)new JsonObject { ["type"] = kind })]),
            // What every container may use the runtime adds itself.
            ["resources"] = new JsonObject { ["devices"] = new JsonArray([new JsonObject { ["allow"] = false, ["access"] = "rwm" }, .. plan.Devices.Select(Allowed)]) },
            ["devices"] = new JsonArray([.. plan.Devices.Select(Node)]),
        };
        if (context.Cgroup is { } cgroup)
            linux["cgroupsPath"] = cgroup;
        if (!plan.IsPrivileged)
            (linux["maskedPaths"], linux["readonlyPaths"]) = (Texts(Masked), Texts(ReadOnly));
        if (!plan.IsUnconfined)
            linux["seccomp"] = SystemCalls.FilterFor(plan.Capabilities);
        if (plan.Mounts.Any(mount => mount.Options.Contains("rshared")))
            linux["rootfsPropagation"] = "rshared";
        else if (plan.Mounts.Any(mount => mount.Options.Contains("rslave")))
            linux["rootfsPropagation"] = "rslave";
        return linux;
    }

    private static JsonNode Allowed(DeviceNode device) => new JsonObject
    {
        ["allow"] = true,
        ["type"] = device.Rule.Kind.ToString(),
        ["major"] = device.Rule.Major,
        ["minor"] = device.Rule.Minor,
        ["access"] = device.Rule.Access,
    };

    private static JsonNode Node(DeviceNode device) => new JsonObject
    {
        ["path"] = device.Path,
        ["type"] = device.Rule.Kind.ToString(),
        ["major"] = device.Rule.Major,
        ["minor"] = device.Rule.Minor,
        ["fileMode"] = ForEverybody,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
