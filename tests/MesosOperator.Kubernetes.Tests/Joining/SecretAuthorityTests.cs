using k8s.Models;
using MesosOperator.Kubernetes.Joining;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Joining;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Kubernetes.Tests.Joining;

public sealed class SecretAuthorityTests
{
    [Fact]
    public void Processes_that_begin_at_once_have_one_authority() => Cluster.Test(async cluster =>
    {
        var one = new JoiningProcess(cluster).Start();
        var two = new JoiningProcess(cluster).Start();

        await cluster.UntilAsync(() => one.Authority.Bundle is not null && two.Authority.Bundle is not null);

        Assert.Equal(one.Authority.Bundle, two.Authority.Bundle);
        Assert.Single((await cluster.Client<V1Secret>("test").ListAsync(new(JoiningProcess.Namespace), 0, "", cluster.Stop)).Items);
    });

    [Fact]
    public void Who_is_revoked_stays_so_for_every_process_and_after_a_restart() => Cluster.Test(async cluster =>
    {
        var one = await new JoiningProcess(cluster).StartedAsync();
        var two = await new JoiningProcess(cluster).StartedAsync();

        await one.Keeper.RevokeAsync("agent-1", "host-1", cluster.Stop);

        Assert.True(one.Keeper.IsRevoked("agent-1"));
        await cluster.UntilAsync(() => two.Keeper.IsRevoked("agent-1"));
        var later = await new JoiningProcess(cluster).StartedAsync();
        Assert.True(later.Keeper.IsRevoked("agent-1"));
        await later.Keeper.PardonAsync("agent-1", cluster.Stop);
        await cluster.UntilAsync(() => !one.Keeper.IsRevoked("agent-1") && !two.Keeper.IsRevoked("agent-1"));
    });

    [Fact]
    public void Changes_of_two_processes_are_both_kept() => Cluster.Test(async cluster =>
    {
        var one = await new JoiningProcess(cluster).StartedAsync();
        var two = await new JoiningProcess(cluster).StartedAsync();

        await Task.WhenAll(one.Keeper.RevokeAsync("agent-1", "host-1", cluster.Stop), two.Keeper.RevokeAsync("agent-2", "host-2", cluster.Stop));

        await cluster.UntilAsync(() => one.Store.Current!.Revoked.Count == 2 && two.Store.Current!.Revoked.Count == 2);
    });

    [Fact]
    public void The_leader_makes_another_authority_before_the_last_one_ends_and_both_are_believed() => Cluster.Test(async cluster =>
    {
        var options = new JoiningOptions { Authentication = AgentAuthentication.Required, AuthorityLife = TimeSpan.FromMinutes(90), CertificateLife = TimeSpan.FromMinutes(9) };
        var leader = await new JoiningProcess(cluster, options).StartedAsync();
        var standby = new JoiningProcess(cluster, options);
        standby.Leadership.Become(LeadershipState.Standby);
        await standby.StartedAsync();
        var first = Assert.Single(leader.Authority.Hashes);

        await cluster.Run.PassAsync(TimeSpan.FromMinutes(65));

        Assert.Equal(2, leader.Authority.Hashes.Length);
        Assert.Equal([leader.Authority.Hashes[0], first], standby.Authority.Hashes);
        await cluster.Run.PassAsync(TimeSpan.FromMinutes(30));
        Assert.DoesNotContain(first, leader.Authority.Hashes);
        Assert.NotEmpty(leader.Authority.Hashes);
    });

    [Fact]
    public void A_Secret_that_cannot_be_read_leaves_the_authority_in_use() => Cluster.Test(async cluster =>
    {
        var process = await new JoiningProcess(cluster).StartedAsync();
        var (bundle, secrets) = (process.Authority.Bundle, cluster.Client<V1Secret>("test"));
        var secret = (await secrets.FindAsync(new(JoiningProcess.Namespace, SecretAuthority.Name), cluster.Stop))!;

        secret.Data["ca.key"] = "nonsense"u8.ToArray();
        await secrets.ReplaceAsync(secret, cluster.Stop);
        await cluster.Run.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(bundle, process.Authority.Bundle);
    });
}
