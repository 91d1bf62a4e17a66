using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace MesosOperator.Kubernetes.Api;

/// <summary>
/// Reads and changes the objects of one kind, as one field manager. Fails with <see cref="ApiServerException"/>.
/// </summary>
internal sealed class ResourceClient<T>(ApiServer server, string fieldManager) where T : class, IKubernetesObject<V1ObjectMeta>
{
    private const int WatchLineBytesMax = 16 * 1024 * 1024;

    private static readonly ResourceQuery None = new();

    private readonly ResourceReader<T> _reader = new(ResourceKind.Of<T>());

    public ResourceKind Kind { get; } = ResourceKind.Of<T>();

    /// <summary>The object as the server has it now; null when there is none.</summary>
    public async Task<T?> FindAsync(ResourceKey key, CancellationToken stop)
    {
        try
        {
            return _reader.Read(await server.AskAsync(new(HttpMethod.Get, Kind.ObjectPath(key)), stop));
        }
        catch (ApiServerException e) when (e.Failure == ApiFailure.NotFound)
        {
            return null;
        }
    }

    /// <summary>One page of a list: the first, or the one after <paramref name="continuation"/>. A limit of 0 is none.</summary>
    public async Task<ResourcePage<T>> ListAsync(ResourceQuery query, int limit, string continuation, CancellationToken stop)
    {
        var parameters = query.Parameters(
            ("limit", limit > 0 ? limit.ToString(CultureInfo.InvariantCulture) : ""), ("continue", continuation));
        return await server.ReadAsync(new(HttpMethod.Get, Kind.CollectionPath(query.Namespace) + parameters), _reader.ReadPageAsync, stop);
    }

    /// <summary>
    /// What happens after a version, until the server ends the watch. A watch on which nothing comes for
    /// <paramref name="idleMax"/> is taken for dead and fails, as does one whose connection breaks. It is told when the
    /// server has begun to answer, before anything happens.
    /// </summary>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync(
        ResourceQuery query, string resourceVersion, TimeSpan idleMax, [EnumeratorCancellation] CancellationToken stop, Action? opened = null)
    {
        var parameters = query.Parameters(
            ("watch", "true"), ("allowWatchBookmarks", "true"), ("resourceVersion", resourceVersion));
        var request = new ApiRequest(HttpMethod.Get, Kind.CollectionPath(query.Namespace) + parameters) { IsWatch = true };
        using var response = await server.OpenAsync(request, stop);
        opened?.Invoke();
        using var idle = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, idle.Token);
        await using var timer = server.Time.CreateTimer(
            source => ((CancellationTokenSource)source!).Cancel(), idle, idleMax, Timeout.InfiniteTimeSpan);
        using var lines = new LineReader(await response.Content.ReadAsStreamAsync(either.Token), WatchLineBytesMax);
        while (await NextAsync(lines, request, either.Token, stop) is { } line)
        {
            timer.Change(idleMax, Timeout.InfiniteTimeSpan);
            if (!line.IsEmpty)
                yield return _reader.ReadEvent(line);
        }
    }

    public Task<T> CreateAsync(T resource, CancellationToken stop) => WriteAsync(
        HttpMethod.Post, Kind.CollectionPath(ResourceKey.Of(resource).Namespace), KubernetesJson.Serialize(resource), stop);

    /// <summary>Makes an object of which nobody needs to know more than that it is there.</summary>
    public Task MakeAsync(T resource, CancellationToken stop) => server.DoAsync(
        new(HttpMethod.Post, Kind.CollectionPath(ResourceKey.Of(resource).Namespace) + None.Parameters(("fieldManager", fieldManager)), KubernetesJson.Serialize(resource)), stop);

    /// <summary>Changes an object, of which nobody needs to know what it is like then.</summary>
    public Task ChangeAsync(ResourceKey key, ResourcePatch patch, CancellationToken stop) => server.DoAsync(
        new(HttpMethod.Patch, Kind.ObjectPath(key) + None.Parameters(("fieldManager", fieldManager)), patch.Body.ToJsonString(), patch.MediaType), stop);

    /// <summary>Replaces an object; when it carries a resource version, only if it is still at that.</summary>
    public Task<T> ReplaceAsync(T resource, CancellationToken stop) => WriteAsync(
        HttpMethod.Put, Kind.ObjectPath(ResourceKey.Of(resource)), KubernetesJson.Serialize(resource), stop);

    /// <summary>
    /// Changes an object, or a part of it such as <c>status</c>. A part has a manager of its own: what one manager applies to
    /// a part, servers before 1.22 take for all that it wants of the object.
    /// </summary>
    public async Task<T> PatchAsync(ResourceKey key, string subresource, ResourcePatch patch, CancellationToken stop)
    {
        var manager = subresource.Length == 0 ? fieldManager : $"{fieldManager}-{subresource}";
        var path = Kind.ObjectPath(key, subresource) + None.Parameters(("fieldManager", manager), ("force", patch.Force));
        return _reader.Read(await server.AskAsync(new(HttpMethod.Patch, path, patch.Body.ToJsonString(), patch.MediaType), stop));
    }

    /// <summary>Deletes an object with what belongs to it in the background; one that is gone already is fine.</summary>
    public async Task DeleteAsync(ResourceKey key, CancellationToken stop)
    {
        try
        {
            await server.AskAsync(new(HttpMethod.Delete, Kind.ObjectPath(key), """{"propagationPolicy":"Background"}"""), stop);
        }
        catch (ApiServerException e) when (e.Failure == ApiFailure.NotFound)
        {
            // That is what was wanted.
        }
    }

    /// <summary>
    /// Deletes an object of which the server knows that it needs time to end, such as a Pod; null leaves the time as the
    /// object says. Another object that has its name by now stays.
    /// </summary>
    public async Task EndAsync(ResourceKey key, string uid, long? graceSeconds, CancellationToken stop)
    {
        var body = new JsonObject { ["preconditions"] = new JsonObject { ["uid"] = uid } };
        if (graceSeconds is { } seconds)
            body["gracePeriodSeconds"] = seconds;
        try
        {
            await server.AskAsync(new(HttpMethod.Delete, Kind.ObjectPath(key), body.ToJsonString()), stop);
        }
        catch (ApiServerException e) when (e.Failure is ApiFailure.NotFound or ApiFailure.Conflict)
        {
            // It is gone already.
        }
    }

    private async Task<T> WriteAsync(HttpMethod method, string path, string body, CancellationToken stop) =>
        _reader.Read(await server.AskAsync(new(method, path + None.Parameters(("fieldManager", fieldManager)), body), stop));

    private static async ValueTask<ReadOnlyMemory<byte>?> NextAsync(
        LineReader lines, ApiRequest request, CancellationToken either, CancellationToken stop)
    {
        try
        {
            return await lines.ReadAsync(either);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ApiServerException(ApiFailure.Unavailable, $"{request}: the watch is dead");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ApiServerException(ApiFailure.Unavailable, $"{request}: {e.Message}", e);
        }
    }
}
