using System.Net;
using System.Net.Sockets;
using MesosOperator.AgentRuntime.Access;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Disks;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Fetching;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Link;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Serving;
using MesosOperator.AgentRuntime.Sessions;
using MesosOperator.AgentRuntime.Statistics;
using MesosOperator.AgentRuntime.Tunnels;
using MesosOperator.Core.Primitives;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>One agent, from start to end. Several may run in one process, each with its own work directory.</summary>
public static class AgentProgram
{
    /// <summary>How long the operator may take to end the connection after the agent's goodbye.</summary>
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs an agent until it is stopped, refused or told to shut down. When it returns, none of its tasks is left unless it
    /// was to keep them; when it throws, those of frameworks with checkpoints go on.
    /// </summary>
    /// <param name="options">Checked again here.</param>
    /// <param name="time">Clock and timers of the agent.</param>
    /// <param name="logs">Where it writes what it does.</param>
    /// <param name="chance">Source of its ids and pauses: agents must not share a seed.</param>
    /// <param name="stop">Ends the agent: its tasks are killed, gently at first.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message lists every problem.</exception>
    /// <exception cref="AgentStartException">Another agent has the work directory, say, or the host lacks what is required.</exception>
    public static async Task<AgentOutcome> RunAsync(
        AgentOptions options, TimeProvider time, ILoggerFactory logs, Prng chance, CancellationToken stop)
    {
        var problems = AgentOptionsValidator.Problems(options);
        if (problems.Length > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));

        var log = logs.CreateLogger("MesosOperator.Agent");
        var uuids = new UuidSource(new Prng(chance.NextUInt64()));
        using var home = AgentHome.Open(options.WorkDirectory, uuids);
        await using var processes = new ProcessWatch();
        using var lifeline = new Lifeline();
        var launcher = new Launcher(options.LauncherPath, lifeline);
        var recovery = new AgentRecovery(options.WorkDirectory, processes, time, log);
        var recovered = await RecoverAsync(options, home, recovery, log);
        var gpus = options.GpuFinder.Find(GpuChoice.Parse(options.Gpus)!, out _);
        var isolation = await IsolationFinder.FindAsync(options, new IsolationProbe(launcher, processes, options.WorkDirectory), home.Name, gpus, log);
        await using var containers = new ContainerSetup(options, home.Name, isolation, time, log);
        if (options.Recover == RecoverMode.Cleanup)
        {
            await containers.Engine.RemoveAllAsync();
            await CleanUpAsync(home, recovery, recovered, isolation);
            return AgentOutcome.Stopped;
        }

        await recovery.SweepAsync(recovered, isolation.Cgroups);
        var mailbox = new AgentMailbox();
        await mailbox.PostAsync(new AgentInput.Recovered(recovered)); // before any executor can say that it is back
        var tokens = new ExecutorTokens(home.ExecutorKey());
        await using var tunnels = new TunnelListener();
        await using var disks = new DiskWatch(
            options.DiskWatchInterval, (folder, used) => mailbox.PostAsync(new AgentInput.DiskExceeded(folder.Task, folder.ContainerId, used, folder.LimitBytes)), time, log);
        var doors = new AgentDoors(AgentFlags.SettingOf(options, time), mailbox, new ExecutorDoorKeeper(tokens, options.ExecutorAuthentication), new UsageMeter(isolation.Cgroups, disks, time),
            new SessionTable(new SessionStarter(options.WorkDirectory, new TaskJoiner(isolation.Cgroups, isolation.Privileges), launcher, processes,
                new ContainerSessions(options.WorkDirectory, containers.Programs, log))), time, log);
        await using var server = await ListenAsync(options, home, tunnels, doors, log);
        var cloud = await CloudFinder.FindAsync(options.CloudMetadata, options.CloudEndpoint, time);
        var identity = HostIdentity.Of(options with { Port = server.Endpoint.Port }, isolation, gpus, cloud, uuids);
        await containers.AnnounceAsync(identity.Info, CancellationToken.None);
        RequireFit(identity, recovered);
        home.Journal.Append([CheckpointRecords.Booted(BootIdOf(options))]);
        AgentLog.Starting(log, identity.Info.Hostname, HostIdentity.Describe(identity), options.WorkDirectory);
        using var collector = CollectorOf(options, recovered, time, log);
        var gpuHook = HoldGpus(options, gpus, recovered, time);
        await using var hostWatch = new HostWatch(options, identity.Info, containers, gpuHook.Pool, mailbox, time, log);
        using var fetcher = FetcherOf(options, time);
        var hooks = TaskHooks.Standard(
            options.WorkDirectory, new SandboxHook(collector, options.LogBounds), isolation, new LimitRules(options.HasCpuQuota, options.MostTaskProcesses),
            new ExecutorHook(Reachable(server.Endpoint), tokens), new FetchHook(fetcher), gpuHook,
            new DiskHook(options.WorkDirectory, disks));
        containers.Begin(recovered);
        var supervisors = new Supervisors(launcher, new ContainerRunner(containers.Engine, options.WorkDirectory, processes, mailbox, log), containers.Programs, processes);
        var runner = new TaskRunner(hooks, supervisors, mailbox, time, log, Math.Clamp(Environment.ProcessorCount, 2, 8));
        var limits = new AgentLimits { MaximumTasks = options.MaximumTasks, StopGrace = options.StopGrace, ExecutorReregistration = options.ExecutorReregistration };
        var core = new AgentCore(identity, uuids, limits, options.WorkDirectory);
        var loop = new AgentLoop(core, mailbox, runner, home.Journal, time, log);
        try
        {
            var credentials = CredentialsOf(options, identity, chance, time, log);
            var link = LinkOf(options, recovered, credentials, mailbox, tunnels, new ReconnectDelays(new Prng(chance.NextUInt64())), time, log);
            return await ServeAsync(options, loop, link, mailbox, time, log, stop);
        }
        finally
        {
            mailbox.Close();
            await runner.CompleteAsync();
            isolation.Cgroups.Leave();
        }
    }

    private static SandboxCollector CollectorOf(AgentOptions options, RecoveredAgent recovered, TimeProvider time, ILogger log)
    {
        var collector = new SandboxCollector(
            new SandboxShelf(options.SandboxAge, options.SandboxCount), () => DiskUsage.OfFileSystem(options.WorkDirectory), time, log);
        var inUse = recovered.Tasks
            .Where(task => task.Fate == TaskFate.Alive || task.Memory.Launch.Member is null)
            .Select(task => task.Memory.Launch.RootSandbox);
        collector.AddLeftovers(options.WorkDirectory, inUse.ToHashSet(StringComparer.Ordinal));
        return collector;
    }

    private static Fetcher FetcherOf(AgentOptions options, TimeProvider time)
    {
        var limits = new FetchLimits();
        var cache = new FetchCache(MetaPaths.Fetched(options.WorkDirectory), options.FetcherCacheBytes);
        return new Fetcher(new Downloader(limits, time), cache, limits, options.FrameworksHome);
    }

    private static GpuHook HoldGpus(AgentOptions options, HostGpus gpus, RecoveredAgent recovered, TimeProvider time)
    {
        var hook = new GpuHook(options.WorkDirectory, new GpuPool(gpus), time);
        hook.Recover(recovered.Tasks.Where(task => task.Fate == TaskFate.Alive).Select(task => task.Memory.Launch));
        return hook;
    }

    /// <summary>Where any port will do it is the last one, which executors that live on still know.</summary>
    private static async Task<AgentServer> ListenAsync(
        AgentOptions options, AgentHome home, TunnelListener tunnels, AgentDoors doors, ILogger log)
    {
        var address = IPAddress.Parse(options.ListenAddress);
        foreach (var port in (int[])(options.Port == 0 && home.LastPort > 0 ? [home.LastPort, 0] : [options.Port]))
        {
            try
            {
                var server = await AgentServer.StartAsync(new IPEndPoint(address, port), tunnels, doors, new DoorKey(TokenOf(options)), log);
                home.KeepPort(server.Endpoint.Port);
                return server;
            }
            catch (Exception failure) when (failure is IOException or SocketException && port != options.Port)
            {
                AgentLog.PortTaken(log, port, failure.Message);
            }
            catch (Exception failure) when (failure is IOException or SocketException)
            {
                throw new AgentStartException($"{address}:{port} cannot be listened at (--listen, --port): {failure.Message}", failure);
            }
        }

        throw new InvalidOperationException("The last port is that of the options");
    }

    /// <exception cref="AgentStartException">The file cannot be read, or has nothing in it.</exception>
    private static string? TokenOf(AgentOptions options)
    {
        if (options.HttpTokenFile is not { } file)
            return null;
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } token ? token : throw new AgentStartException($"{file} (--http-token-file) is empty");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AgentStartException($"{file} (--http-token-file) cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Who listens everywhere is found on the loopback.</summary>
    private static IPEndPoint Reachable(IPEndPoint endpoint) => endpoint.Address switch
    {
        var any when any.Equals(IPAddress.Any) => new(IPAddress.Loopback, endpoint.Port),
        var any when any.Equals(IPAddress.IPv6Any) => new(IPAddress.IPv6Loopback, endpoint.Port),
        _ => endpoint,
    };

    private static async Task<AgentOutcome> ServeAsync(
        AgentOptions options, AgentLoop loop, OperatorLink link, AgentMailbox mailbox, TimeProvider time, ILogger log, CancellationToken stop)
    {
        using var leaving = new CancellationTokenSource();
        using var dropping = new CancellationTokenSource();
        var linking = link.RunAsync(leaving.Token, dropping.Token);
        try
        {
            AgentInput end = options.OnStop == StopMode.KeepTasks ? new AgentInput.Leave() : new AgentInput.Stop();
            using var stopping = stop.UnsafeRegister(_ => mailbox.PostAsync(end).AsTask(), null);
            var outcome = await loop.RunAsync();
            AgentLog.Ended(log, outcome);
            return outcome;
        }
        finally
        {
            mailbox.Close();
            await leaving.CancelAsync();
            await GoodbyeAsync(linking, dropping, time, log);
        }
    }

    private static LinkCredentials CredentialsOf(AgentOptions options, AgentIdentity identity, Prng chance, TimeProvider time, ILogger log) => new(
        new CertificateFile(MetaPaths.Certificate(options.WorkDirectory)), options.TokenFile, identity.Info, time, log, new Prng(chance.NextUInt64()));

    private static OperatorLink LinkOf(
        AgentOptions options, RecoveredAgent recovered, LinkCredentials credentials, AgentMailbox mailbox, TunnelListener tunnels, ReconnectDelays delays, TimeProvider time, ILogger log)
    {
        var settings = new LinkSettings(OperatorAddresses.Parse(options.Operator).Addresses)
        {
            OperatorCa = options.OperatorCa,
            OperatorName = options.OperatorName,
            Epoch = recovered.Epoch,
        };
        var targets = new LinkTargets(settings.Operators, Dns.GetHostAddressesAsync, time);
        return new OperatorLink(
            settings, targets, credentials, new(new LinkInbox(mailbox), new TunnelDialler(settings, credentials, tunnels, log)), delays, time, log);
    }

    private static async Task<RecoveredAgent> RecoverAsync(AgentOptions options, AgentHome home, AgentRecovery recovery, ILogger log)
    {
        if (home.Journal.Fault is { } fault)
            AgentLog.DamagedCheckpoint(log, fault);
        return await recovery.FindAsync(home.Journal.Memory, BootIdOf(options));
    }

    private static async Task CleanUpAsync(AgentHome home, AgentRecovery recovery, RecoveredAgent recovered, HostIsolation isolation)
    {
        await recovery.KillAllAsync(recovered);
        await recovery.SweepAsync(new RecoveredAgent(null, 0, [], []), isolation.Cgroups);
        home.Forget();
        isolation.Cgroups.Leave();
    }

    private static void RequireFit(AgentIdentity identity, RecoveredAgent recovered)
    {
        var used = recovered.Tasks.Where(task => task.Fate == TaskFate.Alive).SelectMany(task => task.Memory.Launch is { Executor: { } executor } ? executor.Resources : task.Memory.Launch.Task.Resources).ToList();
        string[] problems =
        [
            .. ResourceFit.Problems(identity.Info.Resources, [.. recovered.Kept]).Select(problem => $"reserved {problem}"),
            .. ResourceFit.Problems(identity.Info.Resources, used).Select(problem => $"used by tasks, {problem}"),
        ];
        if (problems.Length > 0)
            throw new AgentStartException(
                $"The resources of this agent do not hold what was made of them ({string.Join("; ", problems)}). Give it at least those, "
                + "or let --recover=Cleanup kill its tasks and forget its reservations and volumes");
    }

    private static string BootIdOf(AgentOptions options) => File.ReadAllText(options.BootIdFile).Trim();

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
