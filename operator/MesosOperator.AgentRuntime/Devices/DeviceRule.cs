using System.Collections.Immutable;
using System.Globalization;

namespace MesosOperator.AgentRuntime.Devices;

/// <summary>Devices that may be used.</summary>
/// <param name="Kind"><c>c</c> for characters, <c>b</c> for blocks.</param>
/// <param name="Major">Null: any.</param>
/// <param name="Minor">Null: any.</param>
/// <param name="Access">Of <c>r</c>ead, <c>w</c>rite and <c>m</c>ake a node.</param>
internal readonly record struct DeviceRule(char Kind, uint? Major, uint? Minor, string Access)
{
    /// <summary>
    /// What programs expect of /dev: null, zero, full, random, urandom, tty, ptmx and pts; the making of nodes, which opens
    /// none; and tun, without which runc 1.1 makes no container below, and which is of no use without rights over networks.
    /// </summary>
    public static readonly ImmutableArray<DeviceRule> Usual =
    [
        new('c', null, null, "m"), new('b', null, null, "m"),
        new('c', 1, 3, "rwm"), new('c', 1, 5, "rwm"), new('c', 1, 7, "rwm"), new('c', 1, 8, "rwm"), new('c', 1, 9, "rwm"),
        new('c', 5, 0, "rwm"), new('c', 5, 2, "rwm"), new('c', 10, 200, "rwm"), new('c', 136, null, "rwm"),
    ];

    /// <summary>As files of cgroup v1 have it, such as <c>c 1:3 rwm</c>.</summary>
    public override string ToString() => $"{Kind} {Text(Major)}:{Text(Minor)} {Access}";

    private static string Text(uint? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "*";
}
