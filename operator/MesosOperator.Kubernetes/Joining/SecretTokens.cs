using System.Collections.Immutable;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Runtime.Joining;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Joining;

/// <summary>The tokens by which hosts join: Secrets of their own type in the operator's namespace, each one token.</summary>
internal sealed class SecretTokens : ITokenSource
{
    /// <summary>What it asks of the API server; a type of Secrets cannot be named in a role.</summary>
    public static readonly ImmutableArray<Permission> Permissions = [Permission.InOwnNamespace("", "secrets", "list", "watch")];

    private readonly Informer<V1Secret> _informer;
    private readonly ILogger<SecretTokens> _logger;
    private readonly SortedDictionary<ResourceKey, BootstrapToken> _tokens = [];
    private readonly ResourceIndex<V1Secret> _secretsById;
    private volatile TokenTable _table = new([]);

    public SecretTokens(Informer<V1Secret> informer, ILogger<SecretTokens> logger)
    {
        (_informer, _logger) = (informer, logger);
        _secretsById = informer.Lister.IndexBy(secret => TokenSecret.Read(secret).Token is { } token ? [token.Id] : []);
        informer.Subscribe(Follow);
    }

    /// <inheritdoc/>
    public TokenTable? Current => _informer.Synced.IsCompleted ? _table : null;

    /// <summary>The Secret that is a token; null where there is none such. Of several with one id the last counts.</summary>
    public V1Secret? SecretOf(string id) => _secretsById.Find(id).Values.LastOrDefault();

    /// <summary>What an informer for the tokens follows.</summary>
    public static InformerOptions Followed(string operatorNamespace) => new() { Query = new(operatorNamespace, FieldSelector: $"type={TokenSecret.Type}") };

    /// <summary>Follows them until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) => _informer.RunAsync(stop);

    /// <summary>One change at a time.</summary>
    private void Follow(ResourceChange<V1Secret> change)
    {
        if (change.Kind == ChangeKind.Resynced)
            return;
        var key = ResourceKey.Of(change.Resource);
        _tokens.Remove(key);
        if (change.Kind is not (ChangeKind.Deleted or ChangeKind.DeletedUnseen))
        {
            var (token, problem) = TokenSecret.Read(change.Resource);
            if (token is null)
                JoiningLog.BadToken(_logger, key.ToString(), problem ?? "");
            else
                _tokens[key] = token;
        }

        _table = new(_tokens.Values);
    }
}
