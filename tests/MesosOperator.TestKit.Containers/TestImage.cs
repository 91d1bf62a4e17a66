using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Containers;

/// <summary>An image with busybox and a few files, as <c>docker save</c> writes one.</summary>
public sealed record TestImage
{
    public required string Busybox { get; init; }

    public string[] Entrypoint { get; init; } = [];

    public string[] Command { get; init; } = ["/bin/sh"];

    public string[] Environment { get; init; } = ["PATH=/bin", "OF_IMAGE=yes"];

    public string User { get; init; } = "";

    public string WorkingDirectory { get; init; } = "/srv";

    public string StopSignal { get; init; } = "";

    public string Architecture { get; init; } = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    /// <summary>More files of the image, by path.</summary>
    public Dictionary<string, string> Files { get; init; } = [];

    public static async Task WriteAsync(string tar, string name, TestImage image)
    {
        var layer = image.Layer();
        var config = image.Config(layer);
        await using var file = File.Create(tar);
        await using var writer = new TarWriter(file, TarEntryFormat.Ustar);
        Add(writer, "layer.tar", layer);
        Add(writer, "config.json", config);
        Add(writer, "manifest.json", Encoding.UTF8.GetBytes(new JsonArray(new JsonObject
        {
            ["Config"] = "config.json",
            ["RepoTags"] = new JsonArray(name),
            ["Layers"] = new JsonArray("layer.tar"),
        }).ToJsonString()));
    }

    public byte[] Config(byte[] layer) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["architecture"] = Architecture,
        ["os"] = "linux",
        ["config"] = new JsonObject
        {
            ["Entrypoint"] = Texts(Entrypoint),
            ["Cmd"] = Texts(Command),
            ["Env"] = Texts(Environment),
            ["User"] = User,
            ["WorkingDir"] = WorkingDirectory,
            ["StopSignal"] = StopSignal,
        },
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray($"sha256:{Convert.ToHexStringLower(SHA256.HashData(layer))}") },
    }.ToJsonString());

    public byte[] Layer()
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var folder in (string[])["bin/", "etc/", "srv/", "tmp/", "proc/", "sys/", "dev/"])
                writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, folder) { Mode = (UnixFileMode)0b111_111_111 });
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "bin/busybox")
            {
                Mode = (UnixFileMode)0b111_101_101,
                DataStream = new MemoryStream(File.ReadAllBytes(Busybox)),
            });
            foreach (var applet in (string[])["sh", "sleep", "cat", "echo", "id", "ls", "env", "tail", "head", "grep", "hostname", "pwd", "mount", "ps", "kill", "nc", "ip", "wget", "httpd", "dd", "mkdir", "touch", "true", "unshare", "ulimit", "df", "stat", "sync"])
                writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
            Add(writer, "etc/passwd", Encoding.UTF8.GetBytes("root:x:0:0:root:/root:/bin/sh\napp:x:1234:1235:app:/srv:/bin/sh\n"));
            Add(writer, "etc/group", Encoding.UTF8.GetBytes("root:x:0:\napp:x:1235:\nextra:x:1300:app\n"));
            foreach (var (path, text) in Files)
                Add(writer, path, Encoding.UTF8.GetBytes(text));
        }

        return memory.ToArray();
    }

    private static void Add(TarWriter writer, string name, byte[] content) => writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
    {
        Mode = (UnixFileMode)0b110_100_100,
        DataStream = new MemoryStream(content),
    });

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
