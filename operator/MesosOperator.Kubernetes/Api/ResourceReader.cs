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
            using var document = JsonDocument.Parse(answer);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw Unreadable(e);
        }
    }

    public ResourcePage<T> ReadPage(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            List<T> items = [];
            List<UnreadableResource> unreadable = [];
            if (root.TryGetProperty("items", out var elements) && elements.ValueKind == JsonValueKind.Array)
                foreach (var element in elements.EnumerateArray())
                    if (TryRead(element, out var problem) is { } item)
                        items.Add(item);
                    else
                        unreadable.Add(problem!);
            return new(items, unreadable, Metadata(root, "resourceVersion"), Metadata(root, "continue"));
        }
        catch (JsonException e)
        {
            throw Unreadable(e);
        }
    }

    public WatchEvent<T> ReadEvent(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var resource = document.RootElement.GetProperty("object");
            var version = Metadata(resource, "resourceVersion");
            var type = document.RootElement.GetProperty("type").GetString();
            if (type == "BOOKMARK")
                return new WatchEvent<T>.Bookmark(version);
            if (type == "ERROR")
            {
                var status = KubernetesJson.Deserialize<V1Status>(resource);
                throw ApiServerException.From(status.Code ?? 500, status, $"watch of {kind.Plural}");
            }
            if (TryRead(resource, out var problem) is not { } read)
                return new WatchEvent<T>.Unreadable(version, problem!);
            return type == "DELETED" ? new WatchEvent<T>.Deleted(version, read) : new WatchEvent<T>.Stored(version, read);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Unreadable(e);
        }
    }

    private T? TryRead(JsonElement element, out UnreadableResource? problem)
    {
        try
        {
            problem = null;
            return Read(element);
        }
        catch (JsonException e)
        {
            problem = new(new(Metadata(element, "namespace"), Metadata(element, "name")), e.Message);
            return null;
        }
    }

    /// <summary>The items of a list do not repeat their kind.</summary>
    private T Read(JsonElement element)
    {
        var resource = KubernetesJson.Deserialize<T>(element);
        if (resource?.Metadata?.Name is null)
            throw new JsonException("has no name");
        resource.ApiVersion ??= kind.ApiVersion;
        resource.Kind ??= kind.Kind;
        return resource;
    }

    private static string Metadata(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private ApiServerException Unreadable(Exception cause) =>
        new(ApiFailure.Unavailable, $"unreadable {kind.Kind}: {cause.Message}", cause);
}
