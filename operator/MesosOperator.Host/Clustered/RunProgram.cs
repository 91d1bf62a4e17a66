using System.Net.Sockets;
using k8s.Exceptions;
using MesosOperator.Host.Serving;
using MesosOperator.Http.Addresses;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Runtime.Composition;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.Clustered;

/// <summary>The operator as one of several processes that work on a cluster's API server.</summary>
internal static class RunProgram
{
    /// <summary>Runs until a signal asks to stop or the master ends, and returns the exit status.</summary>
    public static async Task<int> RunAsync(RunOptions options)
    {
        using var signals = new StopSignals(TimeProvider.System);
        WebApplication server;
        try
        {
            server = OperatorServer.Build(options.Serving, PartsOf(options));
        }
        catch (Exception problem) when (problem is KubeConfigException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"mesos-operator run: no API server to work on: {problem.Message} (--kubeconfig names a file that says where it is)");
            return ExitCodes.Unavailable;
        }

        await using (server)
            return await ServeAsync(options, server, signals.Asked);
    }

    private static async Task<int> ServeAsync(RunOptions options, WebApplication server, CancellationToken asked)
    {
        var log = server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MesosOperator.Host");
        try
        {
            await server.StartAsync(CancellationToken.None);
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            await Console.Error.WriteLineAsync(
                $"mesos-operator run: cannot listen on {options.Serving.Http.BindAddress}: {problem.Message} (--address, --port and --agent-link-port choose others)");
            return ExitCodes.Unavailable;
        }

        var address = server.Services.GetRequiredService<MasterAddress>();
        RunLog.Started(log, options.Serving.Http.BindAddress.ToString(), address.Port, address.AgentLinkPort, options.Kubernetes.Namespace, options.Kubernetes.Identity);
        if (options.Access is null)
            RunLog.Open(log);
        if (options.Joining.Authentication == AgentAuthentication.None)
            JoiningNotes.Open(log, address.AgentLinkPort);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(asked, server.Lifetime.ApplicationStopping);
        await Cancellation.OfAsync(over.Token);
        if (!asked.IsCancellationRequested)
            RunLog.Ended(log);
        return await StopAsync(server, log, asked);
    }

    private static async Task<int> StopAsync(WebApplication server, ILogger log, CancellationToken asked)
    {
        try
        {
            await server.StopAsync(CancellationToken.None);
        }
        catch (Exception) when (!asked.IsCancellationRequested)
        {
            return ExitCodes.Failure; // It was logged where it happened.
        }

        if (!asked.IsCancellationRequested)
            return ExitCodes.Failure;
        RunLog.Stopped(log);
        return ExitCodes.Success;
    }

    private static OperatorParts PartsOf(RunOptions options) => new(
        services =>
        {
            services.AddKubernetesOperator(options.Kubernetes);
            if (options.Joining.Authentication != AgentAuthentication.None)
                services.AddKubernetesJoining(options.Joining, options.Kubernetes.Namespace);
            if (options.Access is { } access)
                services.AddKubernetesAccess(access);
            else
                services.AddOpenAccess();
        },
        services => services.AddKubernetesControllers());
}
