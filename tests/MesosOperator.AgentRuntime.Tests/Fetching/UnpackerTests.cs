using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using MesosOperator.AgentRuntime.Fetching;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Fetching;

/// <summary>Archives, well-meant and not.</summary>
public sealed class UnpackerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FetchedFiles _files;

    public UnpackerTests()
    {
        Directory.CreateDirectory(_folder["sandbox"]);
        _files = new FetchedFiles(_folder["sandbox"], null, mostBytes: 1 << 20, mostFiles: 20);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.tar", "tar", "-cf")]
    [InlineData("a.tgz", "tar", "-czf")]
    [InlineData("a.tar.bz2", "tar", "-cjf")]
    [InlineData("a.txz", "tar", "-cJf")]
    [InlineData("a.zip", "zip", "-qry")]
    public void Unpacks_what_the_programs_of_a_host_have_packed(string name, string program, string option)
    {
        var packer = new[] { "/usr/bin/", "/bin/" }.Select(folder => folder + program).FirstOrDefault(File.Exists);
        Assert.SkipWhen(packer is null, $"There is no {program} here");
        Assert.SkipWhen(option.Contains('j', StringComparison.Ordinal) && !File.Exists("/usr/bin/bzip2") && !File.Exists("/bin/bzip2"), "There is no bzip2 here");
        Assert.SkipWhen(option.Contains('J', StringComparison.Ordinal) && !File.Exists("/usr/bin/xz"), "There is no xz here");
        Directory.CreateDirectory(_folder["from/bin"]);
        File.WriteAllText(_folder["from/bin/run"], "#!/bin/sh");
        File.SetUnixFileMode(_folder["from/bin/run"], (UnixFileMode)0b111_101_101);
        File.CreateSymbolicLink(_folder["from/latest"], "bin/run");
        using (var packing = Process.Start(new ProcessStartInfo(packer!, [option, _folder[name], "bin", "latest"]) { WorkingDirectory = _folder["from"] })!)
            packing.WaitForExit();

        Unpack(File.ReadAllBytes(_folder[name]), name);

        Assert.Equal("#!/bin/sh", File.ReadAllText(_folder["sandbox/latest"]));
        Assert.True(File.GetUnixFileMode(_folder["sandbox/bin/run"]).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void A_single_compressed_file_loses_its_ending()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write("text"u8);

        Unpack(packed.ToArray(), "notes.txt.gz");

        Assert.Equal("text", File.ReadAllText(_folder["sandbox/notes.txt"]));
    }

    [Fact]
    public void Nothing_is_written_outside()
    {
        Refuses("'../out' leads out of the sandbox", tar => Add(tar, TarEntryType.RegularFile, "../out"));
        Refuses("leads out of the sandbox", tar => Add(tar, TarEntryType.Directory, "a/../../b"));
        Unpack(Tar(tar => Add(tar, TarEntryType.RegularFile, "/etc/absolute")), "a.tar");
        Assert.True(File.Exists(_folder["sandbox/etc/absolute"]));
        Assert.False(File.Exists("/etc/absolute"));
    }

    [Fact]
    public void Nothing_is_written_through_a_link()
    {
        Refuses("leads through a link", tar =>
        {
            Add(tar, TarEntryType.SymbolicLink, "way", _folder.Path);
            Add(tar, TarEntryType.RegularFile, "way/out");
        });
        Unpack(Tar(tar =>
        {
            Add(tar, TarEntryType.SymbolicLink, "file", _folder["victim"]);
            Add(tar, TarEntryType.RegularFile, "file");
        }), "a.tar");

        Assert.False(File.Exists(_folder["out"]));
        Assert.False(File.Exists(_folder["victim"]));
        Assert.Null(new FileInfo(_folder["sandbox/file"]).LinkTarget);
    }

    [Fact]
    public void A_hard_link_is_to_something_in_the_archive()
    {
        File.WriteAllText(_folder["victim"], "secret");
        Unpack(Tar(tar =>
        {
            Add(tar, TarEntryType.RegularFile, "one");
            Add(tar, TarEntryType.HardLink, "two", "one");
        }), "a.tar");

        Assert.Equal("content", File.ReadAllText(_folder["sandbox/two"]));
        Refuses("leads out of the sandbox", tar => Add(tar, TarEntryType.HardLink, "three", "../victim"));
        Refuses("is no file that was fetched", tar =>
        {
            Add(tar, TarEntryType.SymbolicLink, "link", _folder["victim"]);
            Add(tar, TarEntryType.HardLink, "four", "link");
        });
    }

    [Fact]
    public void What_the_sandbox_has_of_its_own_stays()
    {
        File.WriteAllText(_folder["sandbox/data"], "mine");

        Refuses("'data' is there already, and not by fetching", tar => Add(tar, TarEntryType.RegularFile, "data"));
        Refuses("'stderr' is a name of the sandbox's own", tar => Add(tar, TarEntryType.SymbolicLink, "stderr", "/etc/passwd"));
        Refuses("'tmp' is a name of the sandbox's own", tar => Add(tar, TarEntryType.SymbolicLink, "./tmp", "/etc"));
    }

    [Fact]
    public void Devices_and_pipes_are_refused_and_privileges_are_left_out()
    {
        Refuses("is a Fifo, which no task may bring along", tar => Add(tar, TarEntryType.Fifo, "pipe"));
        Refuses("is a CharacterDevice", tar => Add(tar, TarEntryType.CharacterDevice, "null"));
        Unpack(Tar(tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "su")
        {
            Mode = UnixFileMode.SetUser | UnixFileMode.UserExecute | UnixFileMode.UserRead,
            DataStream = new MemoryStream("x"u8.ToArray()),
        })), "a.tar");

        Assert.False(File.GetUnixFileMode(_folder["sandbox/su"]).HasFlag(UnixFileMode.SetUser));
    }

    [Fact]
    public void Bombs_do_not_go_off()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("zeroes").Open())
            entry.Write(new byte[8 << 20]);

        Assert.True(Assert.Throws<FetchException>(() => Unpack(packed.ToArray(), "bomb.zip")).IsTooLarge);
        Assert.InRange(new FileInfo(_folder["sandbox/zeroes"]).Length, 0, 1 << 20);
        Refuses("there are more than 20 files", tar =>
        {
            for (var i = 0; i < 30; i++)
                Add(tar, TarEntryType.SymbolicLink, $"{i}", "x");
        });
    }

    [Theory]
    [InlineData("a.tar")]
    [InlineData("a.tgz")]
    [InlineData("a.zip")]
    [InlineData("a.tar.xz")]
    public void Damage_is_told(string name)
    {
        var problem = Assert.Throws<FetchException>(() => Unpack("this is no archive, whatever its name says about it"u8.ToArray(), name));

        Assert.Matches("it is not a whole archive of its kind|xz cannot decompress it|no program 'xz'", problem.Message);
    }

    private void Refuses(string reason, Action<TarWriter> pack) =>
        Assert.Contains(reason, Assert.Throws<FetchException>(() => Unpack(Tar(pack), "a.tar")).Message, StringComparison.Ordinal);

    private void Unpack(byte[] archive, string name) =>
        Unpacker.Unpack(new MemoryStream(archive), ArchiveKinds.Of(name), name, _files, null, TestContext.Current.CancellationToken);

    private static byte[] Tar(Action<TarWriter> pack)
    {
        using var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, leaveOpen: true))
            pack(tar);
        return packed.ToArray();
    }

    private static void Add(TarWriter tar, TarEntryType type, string name, string? link = null)
    {
        var entry = new PaxTarEntry(type, name);
        if (link is not null)
            entry.LinkName = link;
        if (type == TarEntryType.RegularFile)
            entry.DataStream = new MemoryStream("content"u8.ToArray());
        tar.WriteEntry(entry);
    }
}
