using System.Globalization;

namespace MesosOperator.Launcher;

/// <summary>Where the output of a container goes, as text: numbers with blanks between, and at the end the folder.</summary>
/// <param name="LargestBytes">Of one file.</param>
/// <param name="Files">How many there may be of each kind of output.</param>
/// <param name="User">Whose they are.</param>
/// <param name="Group">That user's group.</param>
/// <param name="Folder">Where they lie.</param>
internal sealed record LogRequest(long LargestBytes, int Files, uint User, uint Group, string Folder)
{
    private const int Parts = 5;

    /// <summary>Null when it is none.</summary>
    public static LogRequest? Parse(string text) =>
        text.Split(' ', Parts) is [var largest, var files, var user, var group, { Length: > 0 } folder]
        && long.TryParse(largest, CultureInfo.InvariantCulture, out var bytes) && int.TryParse(files, CultureInfo.InvariantCulture, out var count)
        && uint.TryParse(user, CultureInfo.InvariantCulture, out var userId) && uint.TryParse(group, CultureInfo.InvariantCulture, out var groupId)
            ? new LogRequest(bytes, count, userId, groupId, folder)
            : null;
}
