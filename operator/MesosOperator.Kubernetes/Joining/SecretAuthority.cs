using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Runtime.Joining;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Joining;

/// <summary>
/// Keeps the authority for agents in one Secret of the operator's namespace, which all processes of the operator follow. Its
/// version decides between those that change it at once.
/// </summary>
internal sealed class SecretAuthority : IAuthorityStore
{
    /// <summary>The name of the Secret.</summary>
    public const string Name = "mesos-agent-authority";

    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InOwnNamespace("", "secrets", "create"),
        Permission.InOwnNamespace("", "secrets", "list", "watch", "update") with { Names = [Name] },
    ];

    private readonly ResourceClient<V1Secret> _client;
    private readonly Informer<V1Secret> _informer;
    private readonly ResourceKey _key;
    private readonly ILogger<SecretAuthority> _logger;
    private readonly Lock _gate = new();
    private ImmutableArray<Action<AuthorityState>> _subscribers = [];
    private volatile Kept? _kept;

    public SecretAuthority(ResourceClient<V1Secret> client, Informer<V1Secret> informer, string operatorNamespace, ILogger<SecretAuthority> logger)
    {
        (_client, _informer, _key, _logger) = (client, informer, new(operatorNamespace, Name), logger);
        informer.Subscribe(Follow);
    }

    /// <inheritdoc/>
    public AuthorityState? Current => _kept?.State;

    /// <inheritdoc/>
    public Task Known => _informer.Synced;

    /// <summary>What an informer for the Secret follows.</summary>
    public static InformerOptions Followed(string operatorNamespace) => new() { Query = new(operatorNamespace, FieldSelector: $"metadata.name={Name}") };

    /// <summary>Follows the Secret until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) => _informer.RunAsync(stop);

    /// <inheritdoc/>
    public void Subscribe(Action<AuthorityState> subscriber)
    {
        lock (_gate)
        {
            _subscribers = _subscribers.Add(subscriber);
            if (_kept is { } kept)
                subscriber(kept.State);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ReplaceAsync(AuthorityState? known, AuthorityState next, CancellationToken stop)
    {
        var kept = _kept;
        if (kept?.State != known)
            return false;
        var secret = AuthorityText.Write(next, new V1Secret
        {
            ApiVersion = "v1",
            Kind = V1Secret.KubeKind,
            Metadata = new V1ObjectMeta { Name = _key.Name, NamespaceProperty = _key.Namespace, ResourceVersion = kept?.Version },
            Type = "Opaque",
        });
        try
        {
            var written = kept is null ? await _client.CreateAsync(secret, stop) : await _client.ReplaceAsync(secret, stop);
            Keep(new(next, written.Metadata.ResourceVersion));
            return true;
        }
        catch (ApiServerException problem) when (problem.Failure is ApiFailure.AlreadyExists or ApiFailure.Conflict or ApiFailure.NotFound)
        {
            return false;
        }
        catch (ApiServerException problem)
        {
            throw new AuthorityStoreException(problem.Message, problem);
        }
    }

    private void Follow(ResourceChange<V1Secret> change)
    {
        if (ResourceKey.Of(change.Resource) != _key || change.Kind == ChangeKind.Resynced)
            return;
        // Who deletes it wants another one made; until then the last one goes on, so that agents do not all fall off at once.
        if (change.Kind is ChangeKind.Deleted or ChangeKind.DeletedUnseen)
        {
            _kept = null;
            return;
        }

        try
        {
            Keep(new(AuthorityText.Read(change.Resource), change.Resource.Metadata.ResourceVersion));
        }
        catch (Exception bad) when (bad is FormatException or JsonException or System.Security.Cryptography.CryptographicException or DecoderFallbackException)
        {
            JoiningLog.BadAuthority(_logger, _key.ToString(), bad.Message);
        }
    }

    /// <summary>Also what was written here, before it comes back by the watch; what comes late changes nothing then.</summary>
    private void Keep(Kept next)
    {
        lock (_gate)
        {
            if (_kept is { } before && long.TryParse(before.Version, out var old) && long.TryParse(next.Version, out var its) && its <= old)
                return;
            foreach (var subscriber in _subscribers)
                subscriber(next.State);
            _kept = next;
        }
    }

    private sealed record Kept(AuthorityState State, string Version);
}
