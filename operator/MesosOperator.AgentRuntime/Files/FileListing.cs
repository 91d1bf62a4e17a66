using System.Globalization;
using System.Text.Json;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Readable;
using Microsoft.Win32.SafeHandles;
using FileInfo = MesosOperator.Protocol.Mesos.V1.FileInfo;

namespace MesosOperator.AgentRuntime.Files;

/// <summary>The entries of a folder, by name.</summary>
internal static class FileListing
{
    /// <summary>Of a larger folder only so many entries are told.</summary>
    public const int MostEntries = 10_000;

    public static IReadOnlyList<FileInfo> Of(SafeFileHandle folder, string path)
    {
        var (users, groups) = (Names("/etc/passwd"), Names("/etc/group"));
        var entries = new List<FileInfo>();
        foreach (var name in Directory.EnumerateFileSystemEntries($"/proc/self/fd/{folder.DangerousGetHandle()}").Take(MostEntries).Select(Path.GetFileName).Order(StringComparer.Ordinal))
        {
            if (FileFacts.Of(folder, name!) is not { } facts)
                continue; // gone meanwhile
            entries.Add(new FileInfo
            {
                Path = $"{path.TrimEnd('/')}/{name}",
                Nlink = (int)facts.Links,
                Size = (ulong)facts.Size,
                Mtime = new TimeInfo { Nanoseconds = (long)(facts.Modified * 1e9) },
                Mode = (uint)facts.Mode,
                Uid = users.GetValueOrDefault(facts.UserId, facts.UserId.ToString(CultureInfo.InvariantCulture)),
                Gid = groups.GetValueOrDefault(facts.GroupId, facts.GroupId.ToString(CultureInfo.InvariantCulture)),
            });
        }

        return entries;
    }

    /// <summary>As <c>/files/browse</c> has it.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<FileInfo> entries)
    {
        json.WriteStartArray();
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("gid", entry.Gid);
            json.WriteString("mode", new FileFacts { Mode = (int)entry.Mode }.ModeText);
            json.WriteDecimal("mtime", entry.Mtime.Nanoseconds / 1_000_000_000);
            json.WriteNumber("nlink", entry.Nlink);
            json.WriteString("path", entry.Path);
            json.WriteNumber("size", entry.Size);
            json.WriteString("uid", entry.Uid);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>From lines of name, anything, number.</summary>
    private static Dictionary<uint, string> Names(string file)
    {
        var names = new Dictionary<uint, string>();
        foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
            if (line.Split(':') is [var name, _, var number, ..] && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                names.TryAdd(id, name);
        return names;
    }
}
