using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>
/// What programs in containers may not ask of the kernel: what reaches beyond their container, or what is too large a target.
/// Everything else is allowed; most of these need a capability too, and are allowed with it.
/// </summary>
internal static class SystemCalls
{
    private const int NotPermitted = 1;
    private const int NotThere = 38;

    /// <summary>Bits of clone(2) that make namespaces: mounts, control groups, names, shared memory, users, process ids, network.</summary>
    private const long NamespaceFlags = 0x7E020000;

    private static readonly string[] Never =
    [
        "add_key", "keyctl", "request_key", "create_module", "get_kernel_syms", "query_module", "io_uring_enter", "io_uring_register", "io_uring_setup",
        "kexec_file_load", "kexec_load", "lookup_dcookie", "nfsservctl", "swapoff", "swapon", "sysfs", "_sysctl", "uselib", "userfaultfd", "ustat", "vm86", "vm86old",
    ];

    private static readonly ImmutableSortedDictionary<string, string[]> Guarded = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["BPF"] = ["bpf"],
        ["DAC_READ_SEARCH"] = ["name_to_handle_at", "open_by_handle_at"],
        ["PERFMON"] = ["perf_event_open"],
        ["SYS_ADMIN"] =
        [
            "fanotify_init", "fsconfig", "fsmount", "fsopen", "fspick", "mount", "mount_setattr", "move_mount", "open_tree", "pivot_root", "quotactl", "quotactl_fd", "setdomainname",
            "sethostname", "setns", "umount", "umount2", "unshare",
        ],
        ["SYS_BOOT"] = ["reboot"],
        ["SYS_MODULE"] = ["delete_module", "finit_module", "init_module"],
        ["SYS_PACCT"] = ["acct"],
        ["SYS_RAWIO"] = ["ioperm", "iopl"],
        ["SYS_TIME"] = ["clock_settime", "clock_settime64", "settimeofday", "stime"],
        ["SYS_TTY_CONFIG"] = ["vhangup"],
        ["SYSLOG"] = ["syslog"],
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The filter for a container with those capabilities, as the runtime specification has it.</summary>
    public static JsonObject FilterFor(CapabilitySet capabilities)
    {
        var rules = new JsonArray(Deny([.. Never, .. Guarded.Where(guard => !capabilities.Bounding.Contains(guard.Key)).SelectMany(guard => guard.Value)], NotPermitted));
        if (!capabilities.Bounding.Contains("SYS_ADMIN"))
        {
            var clone = Deny(["clone"], NotPermitted);
            // Any of the bits: a rule holds where a comparison does, so there is one for each.
            for (var bit = 1L; bit <= NamespaceFlags; bit <<= 1)
            {
                if ((NamespaceFlags & bit) == 0)
                    continue;
                var rule = clone.DeepClone().AsObject();
                rule["args"] = new JsonArray(new JsonObject { ["index"] = 0, ["value"] = bit, ["valueTwo"] = bit, ["op"] = "SCMP_CMP_MASKED_EQ" });
                rules.Add((JsonNode)rule);
            }

            // Its flags lie in memory where no filter sees them; libraries fall back to clone(2).
            rules.Add((JsonNode)Deny(["clone3"], NotThere));
        }

        return new JsonObject { ["defaultAction"] = "SCMP_ACT_ALLOW", ["syscalls"] = rules };
    }

    private static JsonObject Deny(string[] names, int error) => new()
    {
        ["names"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
        ["action"] = "SCMP_ACT_ERRNO",
        ["errnoRet"] = error,
    };
}
