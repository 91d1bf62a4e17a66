using System.Collections.Immutable;
using System.Globalization;
using MesosOperator.AgentRuntime.Seeing;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>The options under the names that Mesos' flags have; no secret is among them.</summary>
internal static class AgentFlags
{
    public static AgentSetting SettingOf(AgentOptions options, TimeProvider time) => new(
        options.WorkDirectory,
        typeof(AgentFlags).Assembly.GetName().Version!.ToString(3),
        Of(options),
        new Instant(time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks),
        options.Logging);

    private static ImmutableSortedDictionary<string, string> Of(AgentOptions options)
    {
        var flags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        flags["attributes"] = options.Attributes;
        flags["cgroups_enable_cfs"] = options.HasCpuQuota ? "true" : "false";
        flags["default_role"] = options.DefaultRole;
        flags["gc_delay"] = Seconds(options.SandboxAge);
        flags["hostname"] = options.Hostname ?? "";
        flags["ip"] = options.ListenAddress;
        flags["isolation"] = options.Isolation.ToString();
        flags["launcher_dir"] = Path.GetDirectoryName(options.LauncherPath) ?? "";
        flags["master"] = options.Operator;
        flags["port"] = options.Port.ToString(CultureInfo.InvariantCulture);
        flags["recover"] = options.Recover.ToString();
        flags["resources"] = options.Resources;
        flags["work_dir"] = options.WorkDirectory;
        return flags.ToImmutable();
    }

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("R", CultureInfo.InvariantCulture) + "secs";
}
