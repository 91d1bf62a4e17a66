using System.Net.Sockets;
using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.Core.Primitives;
using MesosOperator.Embedded.Hosting;
using MesosOperator.Host.Logging;
using MesosOperator.Host.Sample;
using MesosOperator.Host.Serving;
using MesosOperator.Http.Addresses;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Runtime.Joining;
using MesosOperator.Runtime.Loop;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Host.Standalone;

/// <summary>The operator, an agent and the sample framework in one process; they stop in the reverse order, so that the agent can say goodbye.</summary>
internal static class StandaloneProgram
{
    /// <summary>Runs until a signal asks to stop, and returns the exit status.</summary>
    public static async Task<int> RunAsync(StandaloneOptions options)
    {
        using var signals = new StopSignals(TimeProvider.System);
        using var logs = LoggerFactory.Create(ConsoleLogs.AddTo);
        try
        {
            await using var api = await EmbeddedApiServer.StartAsync(options.Api, TimeProvider.System, Guid.NewGuid, logs, signals.Asked);
            return await ServeAsync(OwnFramework.WithCredential(options), api, signals.Asked);
        }
        catch (EmbeddedApiServerException problem)
        {
            await Console.Error.WriteLineAsync($"mesos-operator standalone: {problem.Message} (--state-dir and --api-port choose others)");
            return ExitCodes.Unavailable;
        }
        catch (TokenOfficeException problem)
        {
            await Console.Error.WriteLineAsync($"mesos-operator standalone: no token for agents can be made: {problem.Message}");
            return ExitCodes.Unavailable;
        }
        catch (OperationCanceledException) when (signals.Asked.IsCancellationRequested)
        {
            return ExitCodes.Success;
        }
    }

    private static async Task<int> ServeAsync(StandaloneOptions options, EmbeddedApiServer api, CancellationToken asked)
    {
        await using var server = OperatorServer.Build(options.Serving, options.Parts(api.KubeconfigPath));
        try
        {
            await server.StartAsync(CancellationToken.None);
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            var place = problem is SocketException ? $" on {options.Serving.Http.BindAddress}" : "";
            await Console.Error.WriteLineAsync(
                $"mesos-operator standalone: cannot listen{place}: {problem.Message} (--address, --port and --agent-link-port choose others)");
            return ExitCodes.Unavailable;
        }

        var address = server.Services.GetRequiredService<MasterAddress>();
        // The agent and the sample are not to begin with a refusal.
        await server.Services.GetRequiredService<MasterProgress>().Settled.WaitAsync(asked);
        if (options.Joining.Authentication != AgentAuthentication.None)
            await OwnToken.MakeAsync(options, api.KubeconfigPath, server.Services.GetRequiredService<IAuthorityStore>(), asked);
        Console.Write(Banner.Of(options, api, address.Port, address.AgentLinkPort));
        var log = server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MesosOperator.Host");
        if (options.Joining.Authentication == AgentAuthentication.None)
            JoiningNotes.Open(log, address.AgentLinkPort);
        var status = await RunFrameworkAndAgentAsync(options, server, address, asked, log);
        await server.StopAsync(CancellationToken.None);
        StandaloneLog.Stopped(log);
        return status;
    }

    private static async Task<int> RunFrameworkAndAgentAsync(
        StandaloneOptions options, WebApplication server, MasterAddress address, CancellationToken asked, ILogger log)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(asked, server.Lifetime.ApplicationStopping);
        var agent = RunAgentAsync(options, server, address, over.Token);
        var sample = RunSampleAsync(options, server, address, over.Token);
        await Task.WhenAny(agent, Cancellation.OfAsync(over.Token));
        if (!over.IsCancellationRequested)
            StandaloneLog.AgentEnded(log);
        else if (!asked.IsCancellationRequested)
            StandaloneLog.OperatorEnded(log);
        await over.CancelAsync();
        await Task.WhenAll(agent, sample);
        return asked.IsCancellationRequested ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task RunAgentAsync(StandaloneOptions options, WebApplication server, MasterAddress address, CancellationToken stop)
    {
        if (options.Agent is null)
            await Cancellation.OfAsync(stop);
        else
            await AgentProgram.RunAsync(
                OwnAgent.Of(options.Agent, options, address.AgentLinkPort),
                TimeProvider.System,
                server.Services.GetRequiredService<ILoggerFactory>(),
                new Prng(Chance.Seed()),
                stop);
    }

    private static async Task RunSampleAsync(StandaloneOptions options, WebApplication server, MasterAddress address, CancellationToken stop)
    {
        if (options.SampleTasks == 0)
            return;
        var log = server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MesosOperator.Sample");
        using var sample = new SampleFramework(OwnFramework.Access(options, address.Port), options.SampleTasks, log);
        await sample.RunAsync(stop);
    }
}
