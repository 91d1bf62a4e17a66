using System.Text.Json;
using k8s;
using k8s.Models;

namespace MesosOperator.Kubernetes.Api;

/// <summary>Reads what the server sends, object by object, so that one that does not fit its type harms no other.</summary>
internal sealed class ResourceReader<T>(ResourceKind kind) where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Reads one object that must fit.</summary>
    public T Read(byte[] answer)
    {
        try
        {
            return Read(answer.AsSpan());
        }
        catch (JsonException e)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>Reads a page of a list while it comes.</summary>
    public async Task<ResourcePage<T>> ReadPageAsync(Stream answer, CancellationToken stop)
    {
        List<T> items = [];
        List<UnreadableResource> unreadable = [];
        var page = new PageReader(text =>
        {
            if (TryRead(text, out var problem) is { } item)
                items.Add(item);
            else
                unreadable.Add(problem!);
        });
        try
        {
            await page.ReadAsync(answer, stop);
        }
        catch (JsonException e)
        {
            throw Unreadable(e);
        }

        return new(items, unreadable, page.ResourceVersion, page.Continue);
    }

    public WatchEvent<T> ReadEvent(ReadOnlyMemory<byte> line)
    {
        try
        {
            var (type, text) = Split(line);
            var resource = text.Span;
            if (type == "BOOKMARK")
                return new WatchEvent<T>.Bookmark(Metadata(resource, "resourceVersion"));
            if (type == "ERROR")
            {
                var status = ObjectJson.Read<V1Status>(resource) ?? throw new JsonException("an error says nothing");
                throw ApiServerException.From(status.Code ?? 500, status, $"watch of {kind.Plural}");
            }
            if (TryRead(resource, out var problem) is not { } read)
                return new WatchEvent<T>.Unreadable(Metadata(resource, "resourceVersion"), problem!);
            var version = read.Metadata.ResourceVersion ?? "";
            return type == "DELETED" ? new WatchEvent<T>.Deleted(version, read) : new WatchEvent<T>.Stored(version, read);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>What happened, and the text of the object that it happened to.</summary>
    private static (string Type, ReadOnlyMemory<byte> Resource) Split(ReadOnlyMemory<byte> line)
    {
        var (type, resource) = ("", ReadOnlyMemory<byte>.Empty);
        var reader = new Utf8JsonReader(line.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isType, isResource) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("object"u8));
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isType)
                type = reader.GetString()!;
            reader.Skip();
            if (isResource)
                resource = line[start..(int)reader.BytesConsumed];
        }

        return resource.IsEmpty ? throw new JsonException("a watch tells of nothing") : (type, resource);
    }

    private T? TryRead(ReadOnlySpan<byte> text, out UnreadableResource? problem)
    {
        try
        {
            problem = null;
            return Read(text);
        }
        catch (JsonException e)
        {
            problem = new(new(Metadata(text, "namespace"), Metadata(text, "name")), e.Message);
            return null;
        }
    }

    /// <summary>The items of a list do not repeat their kind.</summary>
    private T Read(ReadOnlySpan<byte> text)
    {
        var resource = ObjectJson.Read<T>(text);
        if (resource?.Metadata?.Name is null)
            throw new JsonException("has no name");
        resource.ApiVersion ??= kind.ApiVersion;
        resource.Kind ??= kind.Kind;
        return resource;
    }

    /// <summary>What the metadata of an object say that may be none; looked for only where it matters seldom.</summary>
    private static string Metadata(ReadOnlySpan<byte> text, string name)
    {
        var reader = new Utf8JsonReader(text);
        using var document = JsonDocument.ParseValue(ref reader);
        var element = document.RootElement;
        return element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
            && metadata.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
    }

    private ApiServerException Unreadable(Exception cause) =>
        new(ApiFailure.Unavailable, $"unreadable {kind.Kind}: {cause.Message}", cause);
}
