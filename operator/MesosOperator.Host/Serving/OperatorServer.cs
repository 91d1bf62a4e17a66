using MesosOperator.Core.Identity;
using MesosOperator.Host.Logging;
using MesosOperator.Http.Composition;
using MesosOperator.Runtime.Composition;
using Microsoft.Extensions.Logging.Console;

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
        AddLogging(builder.Logging);
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

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.AddConsole(console => (console.FormatterName, console.LogToStandardErrorThreshold) = (LineFormatter.FormatterName, LogLevel.Trace));
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("MesosOperator", LogLevel.Information);
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // Says again, with a stack, what the program says itself.
    }
}
