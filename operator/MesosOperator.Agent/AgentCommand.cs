using System.CommandLine;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Seeing;
using MesosOperator.Core.Primitives;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Agent;

/// <summary>The command line of <c>mesos-agent</c>.</summary>
internal sealed partial class AgentCommand
{
    private static readonly AgentOptions Defaults = new() { Operator = "" };

    private readonly Option<string[]> _operator = new("--operator")
    {
        Description = "Where the operator listens for agents, such as 10.0.0.1:5060, by TLS; or http://127.0.0.1:5060 where it speaks none. "
            + "Several addresses, separated by commas or by repeating the option, are tried in turn until one leads",
        Required = true,
        HelpName = "url[,url…]",
    };

    private readonly Option<string?> _operatorCa = new("--operator-ca")
    {
        Description = "File in PEM: the operator's certificate, or those of authorities that may issue it [default: what this host trusts]",
        HelpName = "path",
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = "File of a bootstrap token, by which this host joins an operator that asks agents who they are. Once it has joined it shows a "
            + "certificate, kept in the work directory, and the file may go",
        HelpName = "path",
    };

    private readonly Option<string?> _operatorName = new("--operator-name")
    {
        Description = "Host that the operator's certificate is for, where it is dialled by another name",
        HelpName = "name",
    };

    private readonly Option<string> _resources = new("--resources")
    {
        Description = "Resources to offer, such as 'cpus:4;mem:1024;disk:2048;ports:[31000-32000];gpus:1', or a JSON list; 'cpus(eng):2' is for the role eng only. "
            + "What is not named is discovered: all processors, memory less 1 GiB, disk less 5 GiB (or half), ports 31000-32000",
        HelpName = "text",
        DefaultValueFactory = _ => Defaults.Resources,
    };

    private readonly Option<string> _defaultRole = new("--default-role")
    {
        Description = "Role that resources are for which name none, also what is discovered; * for everybody",
        HelpName = "role",
        DefaultValueFactory = _ => Defaults.DefaultRole,
    };

    private readonly Option<string> _attributes = new("--attributes")
    {
        Description = "What frameworks may choose by, such as 'rack:r1;level:10;ports:[1-3]'",
        HelpName = "text",
        DefaultValueFactory = _ => Defaults.Attributes,
    };

    private readonly Option<string> _workDirectory = new("--work-dir")
    {
        Description = "Folder for the sandboxes of tasks",
        HelpName = "path",
        DefaultValueFactory = _ => Defaults.WorkDirectory,
    };

    private readonly Option<string?> _hostname = new("--hostname")
    {
        Description = "Name under which frameworks see this host [default: its own]",
        HelpName = "name",
    };

    private readonly Option<string?> _address = new("--ip")
    {
        Description = "IP address under which this host is reached [default: its first]",
        HelpName = "address",
    };

    private readonly Option<string> _listen = new("--listen")
    {
        Description = "IP address at which this agent serves executors, by default only for this host",
        HelpName = "address",
        DefaultValueFactory = _ => Defaults.ListenAddress,
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port at which this agent serves executors, told to frameworks as this agent's; 0 for any",
        HelpName = "port",
        DefaultValueFactory = _ => Defaults.Port,
    };

    private readonly Option<string?> _httpTokenFile = new("--http-token-file")
    {
        Description = "File with a token: callers at --listen who show it see tasks, files and statistics, and run commands, as they can through the operator [default: only executors are served there]",
        HelpName = "path",
    };

    private readonly Option<double> _stopGrace = new("--stop-grace")
    {
        Description = "Seconds at most between SIGTERM and SIGKILL for tasks when the agent stops",
        HelpName = "seconds",
        DefaultValueFactory = _ => Defaults.StopGrace.TotalSeconds,
    };

    private readonly Option<long> _logMaximumSize = new("--log-max-size")
    {
        Description = "MiB of a task's stdout, and of its stderr: a full file is put aside as stdout.1 and so on; 0 for any size and one file",
        HelpName = "MiB",
        DefaultValueFactory = _ => Defaults.LargestLogBytes >> 20,
    };

    private readonly Option<int> _logFiles = new("--log-files")
    {
        Description = "Files of each kind of a task's output, the present one counted",
        HelpName = "count",
        DefaultValueFactory = _ => Defaults.LogFiles,
    };

    private readonly Option<double> _sandboxAge = new("--sandbox-age")
    {
        Description = "Days for which the sandbox of an ended task is kept",
        HelpName = "days",
        DefaultValueFactory = _ => Defaults.SandboxAge.TotalDays,
    };

    private readonly Option<int> _sandboxCount = new("--sandbox-count")
    {
        Description = "Sandboxes of ended tasks that are kept",
        HelpName = "count",
        DefaultValueFactory = _ => Defaults.SandboxCount,
    };

    private readonly Option<ExecutorAuthentication> _executorAuthentication = new("--executor-authentication")
    {
        Description = "Whether executors must show the token that they were started with (MESOS_EXECUTOR_AUTHENTICATION_TOKEN)",
        DefaultValueFactory = _ => Defaults.ExecutorAuthentication,
    };

    private readonly Option<double> _executorReregistration = new("--executor-reregistration-timeout")
    {
        Description = "Seconds that executors may take to subscribe again after a restart of this agent",
        HelpName = "seconds",
        DefaultValueFactory = _ => Defaults.ExecutorReregistration.TotalSeconds,
    };

    private readonly Option<long> _fetcherCache = new("--fetcher-cache-size")
    {
        Description = "MiB of downloads that are kept for other tasks that want the same",
        HelpName = "mebibytes",
        DefaultValueFactory = _ => Defaults.FetcherCacheBytes >> 20,
    };

    private readonly Option<string?> _frameworksHome = new("--frameworks-home")
    {
        Description = "Folder that URIs of tasks which are relative paths begin at [default: such are refused]",
        HelpName = "path",
    };

    private readonly Option<int> _maximumTasks = new("--max-tasks")
    {
        Description = "Tasks at the same time; more are refused",
        HelpName = "count",
        DefaultValueFactory = _ => Defaults.MaximumTasks,
    };

    private readonly Option<IsolationMode> _isolation = new("--isolation")
    {
        Description = "Namespaces and control groups for tasks: as far as this host allows, or else the agent does not start, or none",
        DefaultValueFactory = _ => Defaults.Isolation,
    };

    private readonly Option<bool> _cpuQuota = new("--cpu-quota")
    {
        Description = "Give a task no more processor time than it has requested, also when there is more",
    };

    private readonly Option<int> _maximumTaskProcesses = new("--max-task-processes")
    {
        Description = "Processes and threads of one task, 0 for any number",
        HelpName = "count",
        DefaultValueFactory = _ => Defaults.MostTaskProcesses,
    };

    private readonly Option<string> _boundingCapabilities = new("--bounding-capabilities")
    {
        Description = "Capabilities that a task may have at most, also as root: names separated by commas, all or none",
        HelpName = "names",
        DefaultValueFactory = _ => Defaults.BoundingCapabilities,
    };

    private readonly Option<string> _reserveSystem = new("--reserve-system")
    {
        Description = "What is left to the system of what is discovered, such as 'cpus:0.5;mem:2048;disk:10%' "
            + "[default: 1 GiB of memory and 5 GiB of disk, or half]",
        HelpName = "text",
        DefaultValueFactory = _ => Defaults.ReserveSystem,
    };

    private readonly Option<string?> _region = new("--region")
    {
        Description = "Region that this host is in, with --zone [default: what the cloud says]",
        HelpName = "name",
    };

    private readonly Option<string?> _zone = new("--zone")
    {
        Description = "Zone that this host is in, with --region [default: what the cloud says]",
        HelpName = "name",
    };

    private readonly Option<CloudMetadata> _cloudMetadata = new("--cloud-metadata")
    {
        Description = "Ask a cloud's metadata service for region, zone, type and lifecycle of this machine; at most a second",
        DefaultValueFactory = _ => Defaults.CloudMetadata,
    };

    private readonly Option<string> _gpus = new("--gpus")
    {
        Description = "GPUs of NVIDIA to offer: discover, none, or numbers such as 0,2. A task that has one can use no other",
        HelpName = "which",
        DefaultValueFactory = _ => Defaults.Gpus,
    };

    private readonly Option<double> _diskWatchInterval = new("--disk-watch-interval")
    {
        Description = "Seconds between two looks at what tasks take of the disk; those that take more than they have been given fail. 0 for never",
        HelpName = "seconds",
        DefaultValueFactory = _ => Defaults.DiskWatchInterval.TotalSeconds,
    };

    private readonly Option<bool> _noNewPrivileges = new("--no-new-privileges")
    {
        Description = "No program of a task gets more rights by being executed, as those with the set-user bit do",
    };

    private readonly Option<bool> _filterSystemCalls = new("--filter-system-calls")
    {
        Description = "Deny tasks the system calls that change the host or make namespaces (seccomp)",
    };

    private readonly Option<bool> _allowSharedProcesses = new("--allow-shared-processes")
    {
        Description = "Let tasks that ask for it see and signal the processes of this host (share_pid_namespace)",
    };

    private readonly Option<string?> _launcher = new("--launcher")
    {
        Description = "The program mesos-launcher [default: the one beside this program]",
        HelpName = "path",
    };

    private readonly Option<RecoverMode> _recover = new("--recover")
    {
        Description = "What to do about tasks of an earlier agent in the work directory: go on with them, or kill them, forget id, reservations and volumes, and end",
        DefaultValueFactory = _ => Defaults.Recover,
    };

    private readonly Option<StopMode> _onStop = new("--on-stop")
    {
        Description = "What becomes of tasks when the agent is asked to stop (SIGTERM): keep those of frameworks with checkpoints for the next agent, as for an upgrade",
        DefaultValueFactory = _ => Defaults.OnStop,
    };

    private readonly Option<LogFormat> _logFormat = new("--log-format")
    {
        Description = "How log lines are written",
        DefaultValueFactory = _ => LogFormat.Text,
    };

    private readonly Option<LogLevel> _logLevel = new("--log-level")
    {
        Description = "The least important lines to write",
        DefaultValueFactory = _ => LogLevel.Information,
    };

    private AgentCommand()
    {
    }

    public static RootCommand Create()
    {
        var command = new AgentCommand();
        var root = new RootCommand(
            $"Offers the resources of this host to a Mesos operator and runs tasks on it. {AgentExit.Description}")
        {
            command._operator, command._tokenFile, command._operatorCa, command._operatorName, command._resources, command._defaultRole, command._attributes, command._workDirectory, command._hostname,
            command._address, command._listen, command._port, command._httpTokenFile, command._stopGrace, command._logMaximumSize, command._logFiles, command._sandboxAge, command._sandboxCount,
            command._executorAuthentication, command._executorReregistration, command._fetcherCache, command._frameworksHome,
            command._maximumTasks, command._isolation, command._cpuQuota, command._maximumTaskProcesses,
            command._containerd, command._containerdNamespace, command._dockerConfig, command._plainRegistries, command._allowPrivileged,
            command._reserveSystem, command._region, command._zone, command._cloudMetadata,
            command._networkPlugins, command._networkConfigurations, command._containerBridge, command._containerSubnet,
            command._gpus, command._diskWatchInterval, command._boundingCapabilities, command._noNewPrivileges, command._filterSystemCalls, command._allowSharedProcesses,
            command._recover, command._onStop, command._launcher, command._logFormat, command._logLevel,
        };
        root.SetAction(command.RunAsync);
        return root;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken stop)
    {
        var options = Read(arguments);
        var problems = AgentOptionsValidator.Problems(options);
        foreach (var problem in problems)
            await Console.Error.WriteLineAsync(problem);
        if (problems.Length > 0)
            return AgentExit.BadOptions;

        using var detail = new LogDetail(arguments.GetValue(_logLevel), TimeProvider.System);
        using var logs = ConsoleLogs.Create(arguments.GetValue(_logFormat), detail);
        using var terminal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true); // nothing is to be opened anew
        var chance = new Prng(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        try
        {
            return AgentExit.CodeOf(await AgentProgram.RunAsync(options with { Logging = detail }, TimeProvider.System, logs, chance, stop));
        }
        catch (AgentStartException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return AgentExit.BadOptions;
        }
    }
}
