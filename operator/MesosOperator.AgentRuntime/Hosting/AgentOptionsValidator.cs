using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Link;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Certificates;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>Checks the options of an agent.</summary>
public static partial class AgentOptionsValidator
{
    private const int MostReregistrationSeconds = 3_600;
    private const long LeastLogBytes = 1 << 10;
    private const long MostLogBytes = 1L << 40;
    private const int MostLogFiles = 1_000;
    private const int MostTasks = 100_000;
    private const int MostSandboxes = 1_000_000;
    private static readonly TimeSpan LongestGrace = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(3650);

    /// <summary>
    /// Every problem, each naming its option as the command line of mesos-agent has it; empty when all is well.
    /// Makes the work directory when it is absent.
    /// </summary>
    public static ImmutableArray<string> Problems(AgentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = ImmutableArray.CreateBuilder<string>();
        problems.AddRange(OperatorAddresses.Parse(options.Operator).Problems.Select(problem => $"--operator: {problem}"));
        problems.AddRange(TrustProblems(options));
        problems.AddRange(ResourceProblems(options));
        problems.AddRange(AttributeParser.Parse(options.Attributes).Problems.Select(problem => $"--attributes: {problem}"));
        if (WorkDirectoryProblem(options.WorkDirectory) is { } problem)
            problems.Add($"--work-dir: {problem}");
        Check(problems, options.Hostname is null || Uri.CheckHostName(options.Hostname) != UriHostNameType.Unknown,
            $"--hostname: '{options.Hostname}' is not the name of a host");
        Check(problems, options.Address is null || IPAddress.TryParse(options.Address, out _),
            $"--ip: '{options.Address}' is not an IP address");
        Check(problems, IPAddress.TryParse(options.ListenAddress, out _), $"--listen: '{options.ListenAddress}' is not an IP address");
        Check(problems, options.Port is >= 0 and <= IPEndPoint.MaxPort, $"--port: {options.Port} is not a port");
        Check(problems, options.LargestLogBytes is 0 or (>= LeastLogBytes and <= MostLogBytes), "--log-max-size: is neither 0 nor between 1 MiB and 1 TiB");
        Check(problems, options.LogFiles is >= 1 and <= MostLogFiles, $"--log-files: {options.LogFiles} is not between 1 and {MostLogFiles}");
        Check(problems, options.StopGrace >= TimeSpan.Zero && options.StopGrace <= LongestGrace, "--stop-grace: is not between 0 and 3600 seconds");
        Check(problems, options.SandboxAge >= TimeSpan.Zero && options.SandboxAge <= LongestAge, "--sandbox-age: is not between 0 and 3650 days");
        Check(problems, options.SandboxCount is >= 0 and <= MostSandboxes, $"--sandbox-count: {options.SandboxCount} is not between 0 and {MostSandboxes}");
        Check(problems, options.MaximumTasks is >= 1 and <= MostTasks, $"--max-tasks: {options.MaximumTasks} is not between 1 and {MostTasks}");
        Check(problems, options.ExecutorReregistration.TotalSeconds is >= 0 and <= MostReregistrationSeconds, $"--executor-reregistration-timeout: not between 0 and {MostReregistrationSeconds} s");
        Check(problems, options.FetcherCacheBytes >= 0, $"--fetcher-cache-size: {options.FetcherCacheBytes >> 20} is less than 0");
        Check(problems, options.FrameworksHome is null || Path.IsPathFullyQualified(options.FrameworksHome), $"--frameworks-home: '{options.FrameworksHome}' is not a full path");
        Check(problems, options.MostTaskProcesses >= 0, $"--max-task-processes: {options.MostTaskProcesses} is less than 0");
        Check(problems, Path.IsPathFullyQualified(options.Containerd), $"--containerd: '{options.Containerd}' is not a full path");
        Check(problems, ContainerName().IsMatch(options.ContainerdNamespace), $"--containerd-namespace: '{options.ContainerdNamespace}' is not letters and digits, with - . _ between them");
        problems.AddRange(Capabilities.Parse(options.BoundingCapabilities).Problems.Select(problem => $"--bounding-capabilities: {problem}"));
        problems.AddRange(SystemReserve.Parse(options.ReserveSystem).Problems.Select(problem => $"--reserve-system: {problem}"));
        Check(problems, (options.Region is null) == (options.Zone is null), "--region and --zone: only one of them is given");
        if (GpuProblem(options) is { } gpus)
            problems.Add($"--gpus: {gpus}");
        Check(problems, options.DiskWatchInterval >= TimeSpan.Zero && options.DiskWatchInterval <= LongestGrace, "--disk-watch-interval: is not between 0 and 3600 seconds");
        Check(problems, options.DockerConfig is null || File.Exists(options.DockerConfig), $"--docker-config: there is no file '{options.DockerConfig}'");
        Check(problems, InterfaceName().IsMatch(options.ContainerBridge), $"--container-bridge: '{options.ContainerBridge}' is not the name of a network interface");
        Check(problems, IPNetwork.TryParse(options.ContainerSubnet, out _), $"--container-subnet: '{options.ContainerSubnet}' is not a network, such as 172.29.0.0/16");
        Check(problems, File.Exists(options.LauncherPath), $"--launcher: there is no program '{options.LauncherPath}'");
        return problems.ToImmutable();
    }

    [GeneratedRegex(@"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*\z")]
    private static partial Regex ContainerName();

    private static IEnumerable<string> ResourceProblems(AgentOptions options)
    {
        var role = RoleName.Problem(options.DefaultRole);
        if (role is not null)
            yield return $"--default-role: {role}";
        var resources = ResourceParser.Parse(options.Resources, role is null ? options.DefaultRole : RoleName.Any.Value);
        foreach (var problem in resources.Problems)
            yield return $"--resources: {problem}";
        var wanted = resources.Value.Where(resource => resource.Name == "gpus").Sum(resource => resource.Scalar.Value);
        if (wanted > 0 && GpuChoice.Parse(options.Gpus) is { } choice && options.GpuFinder.Find(choice, out _).Gpus.Length is var found && wanted > found)
            yield return string.Create(CultureInfo.InvariantCulture, $"--resources: gpus: {wanted} are to be offered, and of those that --gpus {options.Gpus} names there are {found}");
    }

    private static string? GpuProblem(AgentOptions options)
    {
        if (GpuChoice.Parse(options.Gpus) is not { } choice)
            return $"'{options.Gpus}' is not none, discover, or different numbers separated by commas";
        options.GpuFinder.Find(choice, out var problem);
        return problem;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}\z")]
    private static partial Regex InterfaceName();

    private static IEnumerable<string> TrustProblems(AgentOptions options)
    {
        var isProtected = OperatorAddresses.Parse(options.Operator).Addresses.Any(address => address.Scheme == Uri.UriSchemeHttps);
        if (!isProtected && options.OperatorCa is not null)
            yield return "--operator-ca: is for an operator at https://";
        if (!isProtected && options.OperatorName is not null)
            yield return "--operator-name: is for an operator at https://";
        if (!isProtected && options.TokenFile is not null)
            yield return "--token-file: is for an operator at https://";
        if (isProtected && options.TokenFile is { } token && TokenProblem(token, options.WorkDirectory) is { } unusable)
            yield return $"--token-file: {unusable}";
        if (isProtected && options.OperatorCa is { } file && OperatorTrust.Problem(file) is { } problem)
            yield return $"--operator-ca: {problem}";
        if (options.OperatorName is { } name && Uri.CheckHostName(name) == UriHostNameType.Unknown)
            yield return $"--operator-name: '{name}' is not the name of a host";
    }

    /// <summary>Who has joined needs none.</summary>
    private static string? TokenProblem(string token, string workDirectory) =>
        !File.Exists(token) && File.Exists(MetaPaths.Certificate(workDirectory)) ? null : TokenFile.Read(token).Problem;

    private static void Check(ImmutableArray<string>.Builder problems, bool isFine, string problem)
    {
        if (!isFine)
            problems.Add(problem);
    }

    /// <summary>Makes the folder, and leaves nothing in it.</summary>
    private static string? WorkDirectoryProblem(string path)
    {
        if (!Path.IsPathFullyQualified(path))
            return $"'{path}' is not a full path";
        try
        {
            Directory.CreateDirectory(path);
            using var probe = new FileStream(
                Path.Combine(path, ".writable"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return failure.Message;
        }
    }
}
