using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>
/// The options of <c>docker run</c> that a task may give as parameters. One that is not known here is refused: a container
/// that is other than its framework thinks is worse than none.
/// </summary>
internal sealed class DockerParameters
{
    private readonly List<string> _added = [];
    private readonly List<string> _dropped = [];
    private readonly List<ContainerMount> _mounts = [];
    private readonly List<(string, string)> _hosts = [];
    private readonly List<string> _problems = [];

    private DockerParameters()
    {
    }

    public IReadOnlyList<string> AddedCapabilities => _added;

    public IReadOnlyList<string> DroppedCapabilities => _dropped;

    /// <summary>Folders in memory.</summary>
    public IReadOnlyList<ContainerMount> Mounts => _mounts;

    public IReadOnlyList<(string Address, string Name)> Hosts => _hosts;

    public SortedDictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string? Entrypoint { get; private set; }

    public string? Hostname { get; private set; }

    public string? User { get; private set; }

    public string? WorkingDirectory { get; private set; }

    public long? SharedMemory { get; private set; }

    public bool IsReadOnly { get; private set; }

    public bool KeepsRights { get; private set; }

    /// <summary>What they say, or everything that is wrong with them.</summary>
    public static (DockerParameters Parameters, string? Problem) Parse(IEnumerable<Parameter> parameters)
    {
        var parsed = new DockerParameters();
        foreach (var parameter in parameters)
            parsed.Take(parameter.Key.TrimStart('-'), parameter.Value);
        return (parsed, parsed._problems.Count == 0 ? null : string.Join("; ", parsed._problems));
    }

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "cap-add":
                _added.Add(value);
                break;
            case "cap-drop":
                _dropped.Add(value);
                break;
            case "env" or "e" when value.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals:
                Environment[value[..equals]] = value[(equals + 1)..];
                break;
            case "entrypoint":
                Entrypoint = value;
                break;
            case "hostname" or "h":
                Hostname = value;
                break;
            case "user" or "u":
                User = value;
                break;
            case "workdir" or "w":
                WorkingDirectory = value;
                break;
            case "read-only" when value is "true" or "false" or "":
                IsReadOnly = value != "false";
                break;
            case "shm-size" when Bytes(value) is { } bytes:
                SharedMemory = bytes;
                break;
            case "security-opt" when value is "no-new-privileges" or "no-new-privileges:true" or "no-new-privileges=true":
                KeepsRights = true;
                break;
            case "tmpfs" when TemporaryFolder(value) is { } mount:
                _mounts.Add(mount);
                break;
            case "add-host" when value.Split(':', 2) is [{ Length: > 0 } host, var address] && IPAddress.TryParse(address, out _):
                _hosts.Add((address, host));
                break;
            case "label" or "l":
                break; // it says something to Docker alone
            default:
                _problems.Add($"Docker parameter '{name}' with value '{value}' is not supported by this agent");
                break;
        }
    }

    private static ContainerMount? TemporaryFolder(string value)
    {
        var (path, options) = value.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? (value[..colon], value[(colon + 1)..]) : (value, "");
        return ContainerPaths.IsAbsolute(path)
            ? new ContainerMount(path, "tmpfs", "tmpfs", ["nosuid", "nodev", "noexec", .. options.Split(',', StringSplitOptions.RemoveEmptyEntries)])
            : null;
    }

    /// <summary>Such as 64m or 1g.</summary>
    private static long? Bytes(string text)
    {
        var shift = text.Length == 0 ? 0 : char.ToLowerInvariant(text[^1]) switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => 0 };
        var digits = shift > 0 || text.EndsWith('b') ? text[..^1] : text;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= long.MaxValue >> shift
            ? number << shift
            : null;
    }
}
