using System.Net;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Link;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.Core.Primitives;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>One agent, from start to end. Several may run in one process, each with its own work directory.</summary>
public static class AgentProgram
{
    /// <summary>How long the operator may take to end the connection after the agent's goodbye.</summary>
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs an agent until it is stopped, refused or told to shut down. When it returns or throws, none of its tasks
    /// is left.
    /// </summary>
    /// <param name="options">Checked again here.</param>
    /// <param name="time">Clock and timers of the agent.</param>
    /// <param name="logs">Where it writes what it does.</param>
    /// <param name="chance">Source of its ids and pauses: agents must not share a seed.</param>
    /// <param name="stop">Ends the agent: its tasks are killed, gently at first.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message lists every problem.</exception>
    /// <exception cref="InvalidOperationException">The host lacks what an agent needs, such as the isolation that is required.</exception>
    public static async Task<AgentOutcome> RunAsync(
        AgentOptions options, TimeProvider time, ILoggerFactory logs, Prng chance, CancellationToken stop)
    {
        var problems = AgentOptionsValidator.Problems(options);
        if (problems.Length > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));

        var log = logs.CreateLogger("MesosOperator.Agent");
        var uuids = new UuidSource(new Prng(chance.NextUInt64()));
        await using var processes = new ProcessWatch();
        using var lifeline = new Lifeline();
        var launcher = new Launcher(options.LauncherPath, lifeline);
        var isolation = await IsolationFinder.FindAsync(options, new IsolationProbe(launcher, processes, options.WorkDirectory), HomeName.Of(options.WorkDirectory, uuids), log);
        using var collector = new SandboxCollector(new SandboxShelf(options.SandboxAge, options.SandboxCount), time, log);
        collector.AddLeftovers(options.WorkDirectory);

        var identity = HostIdentity.Of(options, isolation, uuids);
        AgentLog.Starting(log, identity.Info.Hostname, HostIdentity.Describe(identity), options.WorkDirectory);
        var mailbox = new AgentMailbox();
        var hooks = TaskHooks.Standard(options.WorkDirectory, new SandboxHook(collector), isolation, new LimitRules(options.HasCpuQuota, options.MostTaskProcesses));
        var runner = new TaskRunner(hooks, launcher, processes, mailbox, log, Math.Clamp(Environment.ProcessorCount, 2, 8));
        var limits = new AgentLimits { MaximumTasks = options.MaximumTasks, StopGrace = options.StopGrace };
        var core = new AgentCore(identity, uuids, limits, options.WorkDirectory);
        var loop = new AgentLoop(core, mailbox, runner, processes, time, log);
        var delays = new ReconnectDelays(new Prng(chance.NextUInt64()));
        var settings = new LinkSettings(OperatorAddresses.Parse(options.Operator).Addresses) { OperatorCa = options.OperatorCa, OperatorName = options.OperatorName };
        var targets = new LinkTargets(settings.Operators, Dns.GetHostAddressesAsync, time);
        var link = new OperatorLink(settings, targets, new LinkInbox(mailbox), delays, time, log);

        using var leaving = new CancellationTokenSource();
        using var dropping = new CancellationTokenSource();
        var linking = link.RunAsync(leaving.Token, dropping.Token);
        try
        {
            using var stopping = stop.UnsafeRegister(_ => mailbox.PostAsync(new AgentInput.Stop()).AsTask(), null);
            var outcome = await loop.RunAsync();
            AgentLog.Ended(log, outcome);
            return outcome;
        }
        finally
        {
            mailbox.Close();
            await leaving.CancelAsync();
            await GoodbyeAsync(linking, dropping, time, log);
            await runner.CompleteAsync();
            isolation.Cgroups.Leave();
        }
    }

    private static async Task GoodbyeAsync(Task linking, CancellationTokenSource dropping, TimeProvider time, ILogger log)
    {
        try
        {
            await linking.WaitAsync(GoodbyeLimit, time);
        }
        catch (TimeoutException)
        {
            AgentLog.GoodbyeTimeout(log, GoodbyeLimit.TotalSeconds);
            await dropping.CancelAsync();
            await linking;
        }
    }
}
