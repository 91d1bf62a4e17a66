using k8s.Models;
using MesosOperator.Kubernetes.Access;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Access;

public sealed class SecretCredentialsTests
{
    [Fact]
    public void Names_and_secrets_are_those_of_one_Secret_as_it_is_now() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);
        var secrets = cluster.Client<V1Secret>("test");
        var other = world.Secret("other", ("thief", "secret"));
        await secrets.CreateAsync(other, cluster.Stop);
        var secret = await secrets.CreateAsync(world.Secret("mesos-credentials", ("spark", "one"), ("line", "two\r\n"), ("empty", "\n")), cluster.Stop);
        var credentials = world.Credentials();
        Assert.Null(credentials.Current);

        var running = credentials.RunAsync(cluster.Stop);
        await cluster.UntilAsync(() => credentials.Current is not null);
        Assert.Equal(2, credentials.Current!.Count);
        Assert.True(credentials.Current.Holds(new("spark", "one")));
        Assert.True(credentials.Current.Holds(new("line", "two")));
        Assert.False(credentials.Current.Holds(new("thief", "secret")));

        secret.Data["spark"] = "rotated"u8.ToArray();
        await secrets.ReplaceAsync(secret, cluster.Stop);
        await cluster.UntilAsync(() => credentials.Current.Holds(new("spark", "rotated")));
        Assert.False(credentials.Current.Holds(new("spark", "one")));

        await secrets.DeleteAsync(ResourceKey.Of(secret), cluster.Stop);
        await cluster.UntilAsync(() => credentials.Current.Count == 0);
        Assert.False(running.IsCompleted);
    });

    [Fact]
    public void Without_the_Secret_nobody_has_credentials() => Cluster.Test(async cluster =>
    {
        var credentials = new AccessWorld(cluster).Credentials();

        _ = credentials.RunAsync(cluster.Stop);
        await cluster.UntilAsync(() => credentials.Current is not null);

        Assert.Equal(0, credentials.Current!.Count);
    });
}
