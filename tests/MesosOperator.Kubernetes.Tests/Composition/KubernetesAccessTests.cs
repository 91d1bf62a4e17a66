using k8s.Models;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Kubernetes.Tests.Access;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Kubernetes.Tests.Composition;

public sealed class KubernetesAccessTests
{
    [Theory]
    [InlineData(AnonymousAccess.Refused)]
    [InlineData(AnonymousAccess.Allowed)]
    public void Secret_token_and_roles_are_asked_once_it_is_put_together(AnonymousAccess anonymous) => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster, new() { Namespace = AccessWorld.OperatorNamespace, Anonymous = anonymous });
        await cluster.Client<V1Secret>("test").CreateAsync(world.Secret("mesos-credentials", ("spark", "secret")), cluster.Stop);
        await using var provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton(cluster.Server)
            .AddSingleton(cluster.Jitter)
            .AddSingleton(cluster.Metrics)
            .AddSingleton<TimeProvider>(cluster.Run.Time)
            .AddKubernetesAccess(world.Options)
            .BuildServiceProvider();
        var authenticator = provider.GetRequiredService<IAuthenticator>();
        var shown = new Credential.Basic("spark", "secret");
        Assert.IsType<Authentication.Unavailable>(await authenticator.AuthenticateAsync(shown, cluster.Stop));

        var service = Assert.Single(provider.GetServices<IHostedService>());
        await service.StartAsync(cluster.Stop);
        await cluster.UntilAsync(() => cluster.Api.OpenWatches == 1);

        var spark = Assert.IsType<Authentication.Authenticated>(await authenticator.AuthenticateAsync(shown, cluster.Stop)).Principal;
        Assert.IsType<Authentication.Authenticated>(await authenticator.AuthenticateAsync(new Credential.Bearer("good"), cluster.Stop));
        Assert.IsType<Authentication.Rejected>(await authenticator.AuthenticateAsync(new Credential.Bearer("bad"), cluster.Stop));
        Assert.Equal(
            anonymous == AnonymousAccess.Allowed, await authenticator.AuthenticateAsync(Credential.None.Shown, cluster.Stop) is Authentication.Authenticated);
        Assert.Equal(["Basic", "Bearer"], authenticator.Schemes);
        await provider.GetRequiredService<IAuthorizer>().AuthorizeAsync(spark, new AccessRequest.UseRole("eng"), cluster.Stop);
        Assert.Equal("mesosoperator.io:principal:spark", (string?)Assert.Single(world.SubjectSpecs)["user"]);
        await service.StopAsync(cluster.Stop);
    });
}
