using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Containers.Images;

/// <summary>Who a program in a container runs as.</summary>
/// <param name="UserId">Number of the user.</param>
/// <param name="GroupId">Number of its group.</param>
/// <param name="Groups">The other groups that it is in.</param>
/// <param name="Home">Its home folder; empty: not known.</param>
internal sealed record ImageUser(uint UserId, uint GroupId, ImmutableArray<uint> Groups, string Home)
{
    public static readonly ImageUser Root = new(0, 0, [], "/root");

    /// <summary>Whether files of the image must be read in order to know who that is.</summary>
    public static bool IsNamed(string text) => text.Length > 0 && text != "0" && text != "root" && text != "0:0" && text != "root:root";

    /// <summary>
    /// Finds <c>user</c> or <c>user:group</c>, each a name or a number, as the image has them. A name that it has not may be
    /// one of the host.
    /// </summary>
    /// <param name="text">Who is wanted.</param>
    /// <param name="files">The image.</param>
    /// <param name="onHost">User and group of the host by name.</param>
    public static (ImageUser? User, string? Problem) Find(string text, LayeredFiles files, Func<string, (uint User, uint Group)?> onHost)
    {
        if (!IsNamed(text))
            return (Root, null);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var users = Lines(files.Read("etc/passwd"), 6);
        var isNumber = uint.TryParse(name, out var number);
        var entry = users.FirstOrDefault(user => user[0] == name) ?? users.FirstOrDefault(user => isNumber && user[2] == name);
        var found = entry is not null && uint.TryParse(entry[2], out var userId) && uint.TryParse(entry[3], out var groupId)
            ? new ImageUser(userId, groupId, [], entry[5])
            : isNumber ? new ImageUser(number, 0, [], "/")
            : onHost(name) is { } host ? new ImageUser(host.User, host.Group, [], "/")
            : null;
        if (found is null)
            return (null, $"User '{name}' exists neither in the image nor on this host");
        var groups = Lines(files.Read("etc/group"), 3);
        if (colon >= 0)
            return GroupOf(text[(colon + 1)..], groups) is { } group
                ? (found with { GroupId = group }, null)
                : (null, $"Group '{text[(colon + 1)..]}' does not exist in the image");
        return (found with { Groups = [.. groups.Where(line => entry is not null && IsMember(line, entry[0])).Select(line => uint.Parse(line[2]))] }, null);
    }

    private static uint? GroupOf(string name, List<string[]> groups) =>
        uint.TryParse(name, out var number) ? number
        : groups.Find(line => line[0] == name) is { } line && uint.TryParse(line[2], out var id) ? id : null;

    private static bool IsMember(string[] line, string user) =>
        line.Length > 3 && uint.TryParse(line[2], out _) && line[3].Split(',').Contains(user, StringComparer.Ordinal);

    private static List<string[]> Lines(string? text, int leastFields) =>
        [.. (text ?? "").Split('\n').Select(line => line.TrimEnd('\r').Split(':')).Where(fields => fields.Length >= leastFields)];
}
