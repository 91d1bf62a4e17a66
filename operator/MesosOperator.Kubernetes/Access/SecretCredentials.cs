using System.Collections.Immutable;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Runtime.Access;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Access;

/// <summary>
/// The principals of one Secret: its keys are their names, its values their secrets; a line break at the end of a value is
/// not part of it. Follows the Secret, so that a change holds within moments and no restart is needed.
/// </summary>
internal sealed class SecretCredentials : ICredentialSource
{
    /// <summary>What it asks of the API server: one Secret by its name, and no other.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InOwnNamespace("", "secrets", "list", "watch") with { Names = [KubernetesAccessOptions.DefaultSecret] },
    ];

    private readonly Informer<V1Secret> _informer;
    private readonly ResourceKey _key;
    private readonly ILogger<SecretCredentials> _logger;
    private volatile CredentialTable _table = CredentialTable.Empty;

    public SecretCredentials(Informer<V1Secret> informer, KubernetesAccessOptions options, ILogger<SecretCredentials> logger)
    {
        _informer = informer;
        _key = new(options.Namespace, options.CredentialsSecret);
        _logger = logger;
        informer.Subscribe(Follow);
    }

    /// <inheritdoc/>
    public CredentialTable? Current => _informer.Synced.IsCompleted ? _table : null;

    /// <summary>What an informer for the Secret follows.</summary>
    public static InformerOptions Followed(KubernetesAccessOptions options) =>
        new() { Query = new(options.Namespace, FieldSelector: $"metadata.name={options.CredentialsSecret}") };

    /// <summary>Follows the Secret until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) => _informer.RunAsync(stop);

    private void Follow(ResourceChange<V1Secret> change)
    {
        if (ResourceKey.Of(change.Resource) != _key || change.Kind == ChangeKind.Resynced)
            return;
        _table = change.Kind is ChangeKind.Deleted or ChangeKind.DeletedUnseen ? CredentialTable.Empty : Read(change.Resource);
        AccessLog.CredentialsRead(_logger, _table.Count, _key.ToString());
    }

    private CredentialTable Read(V1Secret secret)
    {
        var table = CredentialTable.Empty;
        foreach (var (name, value) in secret.Data ?? new Dictionary<string, byte[]>())
        {
            var text = value.AsSpan();
            if (text.EndsWith("\n"u8))
                text = text[..^1];
            if (text.EndsWith("\r"u8))
                text = text[..^1];
            if (text.IsEmpty)
                AccessLog.EmptySecret(_logger, name, _key.ToString());
            else
                table = table.With(name, text);
        }

        return table;
    }
}
