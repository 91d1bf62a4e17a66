using System.Collections.Immutable;
using System.Text.Json;

namespace MesosOperator.AgentRuntime.Containers.Images;

/// <summary>What an image says about programs that run in it (image configuration of OCI and Docker).</summary>
internal sealed record ImageConfig
{
    public ImmutableArray<string> Entrypoint { get; init; } = [];

    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Each as <c>NAME=value</c>.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    /// <summary>Such as <c>1000:1000</c> or a name; empty: root.</summary>
    public string User { get; init; } = "";

    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Name or number of the signal that asks a program to end; empty: SIGTERM.</summary>
    public string StopSignal { get; init; } = "";

    /// <summary>Digests of the unpacked layers, lowest first.</summary>
    public ImmutableArray<string> Layers { get; init; } = [];

    /// <exception cref="JsonException">It is no such configuration.</exception>
    public static ImageConfig Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var config = Member(root, "config") ?? default;
        return new ImageConfig
        {
            Entrypoint = Texts(config, "Entrypoint"),
            Command = Texts(config, "Cmd"),
            Environment = Texts(config, "Env"),
            User = Text(config, "User"),
            WorkingDirectory = Text(config, "WorkingDir") is { Length: > 0 } folder ? folder : "/",
            StopSignal = Text(config, "StopSignal"),
            Layers = Member(root, "rootfs") is { } rootfs ? Texts(rootfs, "diff_ids") : [],
        };
    }

    private static JsonElement? Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string Text(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static ImmutableArray<string> Texts(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}
