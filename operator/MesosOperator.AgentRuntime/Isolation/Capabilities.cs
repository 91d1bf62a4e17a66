using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.CapabilityInfo.Types.Capability;

namespace MesosOperator.AgentRuntime.Isolation;

/// <summary>Sets of capabilities, a bit for each by the kernel's numbers.</summary>
internal static class Capabilities
{
    /// <summary>What container runtimes leave to a container: enough for servers, too little to reach the host.</summary>
    public const string Default =
        "audit_write,chown,dac_override,fowner,fsetid,kill,mknod,net_bind_service,net_raw,setfcap,setgid,setpcap,setuid,sys_chroot";

    public const ulong SysAdmin = 1ul << 21;

    /// <summary>In Mesos' messages capabilities are numbered from there.</summary>
    private const int First = 1000;

    /// <summary>Reads <c>all</c>, <c>none</c>, or names separated by commas, with or without <c>CAP_</c>.</summary>
    public static Parsed<ulong> Parse(string text)
    {
        if (text is "all" or "none")
            return new(text == "all" ? ulong.MaxValue : 0, []);
        var set = 0ul;
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var name = word.StartsWith("CAP_", StringComparison.OrdinalIgnoreCase) ? word["CAP_".Length..] : word;
            if (Enum.TryParse<Capability>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var capability) && capability != Capability.Unknown && !char.IsDigit(name[0]))
                set |= 1ul << ((int)capability - First);
            else
                problems.Add($"'{word}' is not a capability");
        }

        return new(set, problems.ToImmutable());
    }

    /// <summary>The set that a message names; null where it names a capability that is not known.</summary>
    public static ulong? Of(CapabilityInfo info)
    {
        var set = 0ul;
        foreach (var capability in info.Capabilities)
        {
            if ((int)capability is < First or >= First + 64)
                return null;
            set |= 1ul << ((int)capability - First);
        }

        return set;
    }

    /// <summary>Names as the kernel's documentation has them.</summary>
    public static string Describe(ulong set) => string.Join(", ", Enumerable.Range(0, 64)
        .Where(bit => (set >> bit & 1) != 0)
        .Select(bit => NameOf((Capability)(First + bit))));

    private static string NameOf(Capability capability)
    {
        var field = CapabilityInfo.Descriptor.EnumTypes.Single().FindValueByNumber((int)capability);
        return field is null ? $"capability {(int)capability - First}" : $"CAP_{field.Name}";
    }
}
