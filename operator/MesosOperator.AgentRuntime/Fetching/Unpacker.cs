using System.Formats.Tar;
using System.IO.Compression;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>Unpacks archives from anywhere into a sandbox: what is written is up to <see cref="FetchedFiles"/>.</summary>
internal static class Unpacker
{
    private const UnixFileMode Plain = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    /// <param name="archive">The archive, which can be sought in.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name in the sandbox; what it holds comes beside that.</param>
    /// <param name="files">Where it goes.</param>
    /// <param name="user">Who runs a program that is needed for it; null: the agent's own.</param>
    /// <param name="stop">Ends it between two pieces.</param>
    /// <exception cref="FetchException">It is damaged, or holds what may not be.</exception>
    public static void Unpack(Stream archive, ArchiveKind kind, string name, FetchedFiles files, SystemUser? user, CancellationToken stop)
    {
        var folder = name.Contains('/', StringComparison.Ordinal) ? name[..(name.LastIndexOf('/') + 1)] : "";
        try
        {
            switch (kind)
            {
                case ArchiveKind.Tar:
                    UnpackTar(archive, folder, files, stop);
                    break;
                case ArchiveKind.TarGzip:
                    using (var gzip = new GZipStream(archive, CompressionMode.Decompress))
                        UnpackTar(gzip, folder, files, stop);
                    break;
                case ArchiveKind.TarBzip2:
                    Decompressor.Run("bzip2", archive, user, plain => UnpackTar(plain, folder, files, stop));
                    break;
                case ArchiveKind.TarXz:
                    Decompressor.Run("xz", archive, user, plain => UnpackTar(plain, folder, files, stop));
                    break;
                case ArchiveKind.Zip:
                    UnpackZip(archive, folder, files, stop);
                    break;
                case ArchiveKind.Gzip:
                    using (var gzip = new GZipStream(archive, CompressionMode.Decompress))
                        files.Create(name[..^".gz".Length], Plain, gzip, stop);
                    break;
            }
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new FetchException($"it is not a whole archive of its kind: {damage.Message}", damage);
        }
    }

    private static void UnpackTar(Stream tar, string folder, FetchedFiles files, CancellationToken stop)
    {
        using var reader = new TarReader(tar, leaveOpen: true);
        var count = 0;
        for (; reader.GetNextEntry() is { } entry; count++)
        {
            stop.ThrowIfCancellationRequested();
            Unpack(entry, folder, files, stop);
        }

        if (count == 0 && tar is not FileStream { Length: 0 })
            throw new InvalidDataException("nothing is in it");
    }

    private static void Unpack(TarEntry entry, string folder, FetchedFiles files, CancellationToken stop)
    {
        var name = folder + entry.Name;
        switch (entry.EntryType)
        {
            case TarEntryType.Directory or TarEntryType.DirectoryList:
                files.MakeFolder(name);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                files.Create(name, entry.Mode, entry.DataStream ?? Stream.Null, stop);
                break;
            case TarEntryType.SymbolicLink:
                files.Link(name, entry.LinkName);
                break;
            case TarEntryType.HardLink:
                using (var other = files.Open(folder + entry.LinkName))
                    files.Create(name, File.GetUnixFileMode(other.SafeFileHandle), other, stop);
                break;
            case TarEntryType.GlobalExtendedAttributes:
                break;
            default:
                throw new FetchException($"'{entry.Name}' in it is a {entry.EntryType}, which no task may bring along");
        }
    }

    private static void UnpackZip(Stream archive, string folder, FetchedFiles files, CancellationToken stop)
    {
        const int typeShift = 16;
        const int typeMask = 0xF000;
        const int link = 0xA000;
        const int longestLink = 4096;
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            stop.ThrowIfCancellationRequested();
            var mode = entry.ExternalAttributes >> typeShift;
            using var content = entry.Open();
            if (entry.FullName.EndsWith('/'))
                files.MakeFolder(folder + entry.FullName);
            else if ((mode & typeMask) == link && entry.Length <= longestLink)
                files.Link(folder + entry.FullName, new StreamReader(content).ReadToEnd());
            else
                files.Create(folder + entry.FullName, (mode & (int)Executable) == 0 ? Plain : (UnixFileMode)(mode & (int)(UnixFileMode)0b111_111_111), content, stop);
        }
    }
}
