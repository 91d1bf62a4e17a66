using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Joining;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Joining;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Joining;

/// <summary>One process of the operator, as far as agents join by it.</summary>
internal sealed class JoiningProcess
{
    public const string Namespace = "mesos";

    private readonly Cluster _cluster;

    public JoiningProcess(Cluster cluster, JoiningOptions? options = null)
    {
        _cluster = cluster;
        Options = options ?? new JoiningOptions { Authentication = AgentAuthentication.Required };
        Store = new(cluster.Client<V1Secret>("test"), Informer(SecretAuthority.Followed(Namespace)), Namespace, NullLogger<SecretAuthority>.Instance);
        Tokens = new(Informer(SecretTokens.Followed(Namespace)), NullLogger<SecretTokens>.Instance);
        Authority = new(Store, Options, cluster.Run.Time);
        Keeper = new(Store, Options, Leadership, cluster.Run.Time, NullLogger<AuthorityKeeper>.Instance);
        Leadership.Become(LeadershipState.Leading);
    }

    public JoiningOptions Options { get; }

    public FakeLeadership Leadership { get; } = new();

    public SecretAuthority Store { get; }

    public SecretTokens Tokens { get; }

    public AgentAuthority Authority { get; }

    public AuthorityKeeper Keeper { get; }

    /// <summary>Works from now on.</summary>
    public JoiningProcess Start()
    {
        _ = Store.RunAsync(_cluster.Stop);
        _ = Tokens.RunAsync(_cluster.Stop);
        _ = Keeper.RunAsync(_cluster.Stop);
        return this;
    }

    /// <summary>Works, and knows its authority.</summary>
    public async Task<JoiningProcess> StartedAsync()
    {
        Start();
        await _cluster.UntilAsync(() => Authority.Bundle is not null && Tokens.Current is not null);
        return this;
    }

    private Informer<V1Secret> Informer(InformerOptions options) => new(
        _cluster.Client<V1Secret>("test"), options, _cluster.Backoff(), _cluster.Run.Time, _cluster.Metrics, NullLogger<Informer<V1Secret>>.Instance);
}
