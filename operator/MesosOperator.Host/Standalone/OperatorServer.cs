using MesosOperator.Core.Identity;
using MesosOperator.Host.Logging;
using MesosOperator.Http.Composition;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace MesosOperator.Host.Standalone;

/// <summary>Puts the operator together: the master and its servers, and nothing that a file or variable could change unseen.</summary>
internal static class OperatorServer
{
    /// <summary>How long requests that run have to end.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>The server, not started yet.</summary>
    public static WebApplication Build(StandaloneOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "mesos-operator" });
        AddLogging(builder.Logging);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.Services.AddMesosRuntime(new MasterId(Guid.NewGuid().ToString("D")), options.Master, options.Limits);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        if (options.Credentials is { } credentials)
            builder.Services.AddCredentialAccess(new FixedCredentials(credentials), options.Anonymous);
        else
            builder.Services.AddOpenAccess();
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
