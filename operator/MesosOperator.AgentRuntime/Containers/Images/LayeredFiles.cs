using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Containers.Wire;

namespace MesosOperator.AgentRuntime.Containers.Images;

/// <summary>
/// Reads small files of a snapshot out of the folders that it consists of, without mounting it. Links lead to places in the
/// image, never out of it.
/// </summary>
internal sealed class LayeredFiles(ImmutableArray<string> folders)
{
    private const int MostLinks = 40;
    private const long LargestFile = 1 << 20;

    /// <summary>The folders of an overlay, uppermost first, or the one of a plain mount.</summary>
    public static LayeredFiles Of(IEnumerable<Mount> mounts)
    {
        var mount = mounts.FirstOrDefault();
        if (mount is null)
            return new LayeredFiles([]);
        if (mount.Type != "overlay")
            return new LayeredFiles([mount.Source]);
        return new LayeredFiles([.. Option(mount, "upperdir="), .. Option(mount, "lowerdir=")]);
    }

    /// <summary>Null where there is no such file, or none that can be read here.</summary>
    public string? Read(string path)
    {
        try
        {
            return Find(path, MostLinks) is { } file && new FileInfo(file).Length <= LargestFile ? File.ReadAllText(file) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[] Option(Mount mount, string name) =>
        mount.Options.FirstOrDefault(option => option.StartsWith(name, StringComparison.Ordinal)) is { } option
            ? option[name.Length..].Split(':', StringSplitOptions.RemoveEmptyEntries)
            : [];

    /// <summary>Goes from folder to folder; a link begins anew from the image's root or from where it lies.</summary>
    private string? Find(string path, int linksLeft)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = "";
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] == ".")
                continue;
            if (parts[i] == "..")
            {
                at = Path.GetDirectoryName(at) ?? "";
                continue;
            }

            var next = Path.Combine(at, parts[i]);
            if (Entry(next) is not { } entry)
                return null;
            if (entry.LinkTarget is { } target)
            {
                var rest = string.Join('/', parts[(i + 1)..]);
                return linksLeft == 0 ? null : Find($"{(target.StartsWith('/') ? "" : at)}/{target}/{rest}", linksLeft - 1);
            }

            if (i == parts.Length - 1)
                return entry is FileInfo ? entry.FullName : null;
            at = next;
        }

        return null;
    }

    /// <summary>The uppermost entry of a path whose folders are no links; null where there is none, or a layer says that it is gone.</summary>
    private FileSystemInfo? Entry(string path)
    {
        foreach (var folder in folders)
        {
            var full = Path.Combine(folder, path);
            var attributes = new FileInfo(full).Attributes;
            if ((int)attributes == -1)
                continue;
            if (attributes.HasFlag(FileAttributes.Directory))
                return new DirectoryInfo(full);
            var file = new FileInfo(full);
            return file.LinkTarget is not null || !attributes.HasFlag(FileAttributes.Device) ? file : null;
        }

        return null;
    }
}
