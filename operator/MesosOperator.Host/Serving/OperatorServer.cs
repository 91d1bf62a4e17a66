using MesosOperator.Core.Identity;
using MesosOperator.Host.Logging;
using MesosOperator.Http.Composition;
using MesosOperator.Runtime.Composition;

namespace MesosOperator.Host.Serving;

/// <summary>Puts the operator together: the master and its servers, and nothing that a file or variable could change unseen.</summary>
internal static class OperatorServer
{
    /// <summary>How long requests that run have to end.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>The server, not started yet.</summary>
    public static WebApplication Build(ServingOptions options, OperatorParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "mesos-operator" });
        ConsoleLogs.AddTo(builder.Logging);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        parts.BeforeMaster(builder.Services);
        builder.Services.AddMesosRuntime(new MasterId(Guid.NewGuid().ToString("D")), options.Master, options.Limits);
        parts.AfterMaster(builder.Services);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddMesosHttp(options.Http, options.Limits, Guid.NewGuid);
        var server = builder.Build();
        server.MapMesosEndpoints();
        return server;
    }
}
