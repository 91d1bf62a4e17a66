using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Client = MesosOperator.Protocol.AgentLink.AgentLink.AgentLinkClient;
using Task = System.Threading.Tasks.Task;
using WireTask = MesosOperator.Protocol.Mesos.V1.Task;

namespace MesosOperator.Benchmarks.Kubernetes;

/// <summary>
/// An agent at the other end of a real link, without processes: what it is ordered to run, runs at once. It dials again
/// when its link ends, and brings its tasks along.
/// </summary>
internal sealed class LinkedAgent(int number, Client client)
{
    private const int Spread = 100;
    private static readonly TimeSpan DialAgain = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, WireTask> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FrameworkInfo> _frameworks = new(StringComparer.Ordinal);
    private AgentID? _id;
    private long _updates;

    private AgentInfo Info => new()
    {
        Hostname = string.Create(CultureInfo.InvariantCulture, $"host-{number}"),
        Port = 5051,
        Resources = { Scalar("cpus", 8), Scalar("mem", 16_384) },
    };

    /// <summary>Lives until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var call = client.Connect(cancellationToken: stop);
                await call.RequestStream.WriteAsync(Opening(), stop);
                while (await call.ResponseStream.MoveNext(stop))
                    if (Answer(call.ResponseStream.Current) is { } answer)
                        await call.RequestStream.WriteAsync(answer, stop);
            }
            catch (Exception e) when (e is RpcException or IOException)
            {
                // The operator is gone, or not there yet.
            }
            await Task.Delay(DialAgain * (1 + (double)(number % Spread) / Spread), TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private AgentMessage Opening()
    {
        var instance = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(instance, number);
        if (_id is null)
            return new AgentMessage { Register = new() { Info = Info, Version = "1.0.0", Instance = ByteString.CopyFrom(instance) } };
        var info = Info;
        info.Id = _id;
        return new AgentMessage
        {
            Reregister = new()
            {
                Info = info,
                Version = "1.0.0",
                Instance = ByteString.CopyFrom(instance),
                AgentId = _id,
                Frameworks = { _frameworks.Values },
                Tasks = { _tasks.Values },
            },
        };
    }

    private AgentMessage? Answer(OperatorMessage message)
    {
        switch (message.MessageCase)
        {
            case OperatorMessage.MessageOneofCase.Registered:
                _id = message.Registered.AgentId;
                return null;
            case OperatorMessage.MessageOneofCase.Ping:
                return new AgentMessage { Pong = new() { Sequence = message.Ping.Sequence } };
            case OperatorMessage.MessageOneofCase.RunTask:
                return new AgentMessage { UpdateStatus = Run(message.RunTask) };
            case OperatorMessage.MessageOneofCase.AcknowledgeUpdate when _tasks.TryGetValue(message.AcknowledgeUpdate.TaskId.Value, out var task):
                task.ClearStatusUpdateUuid();
                task.ClearStatusUpdateState();
                return null;
            default:
                return null;
        }
    }

    private AgentMessage.Types.UpdateStatus Run(OperatorMessage.Types.RunTask order)
    {
        var uuid = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(uuid, number);
        BinaryPrimitives.WriteInt64BigEndian(uuid.AsSpan(8), ++_updates);
        var status = new Protocol.Mesos.V1.TaskStatus
        {
            TaskId = order.Task.TaskId,
            AgentId = _id,
            State = TaskState.TaskRunning,
            Source = Protocol.Mesos.V1.TaskStatus.Types.Source.Executor,
            Uuid = ByteString.CopyFrom(uuid),
        };
        _frameworks[order.Framework.Id.Value] = order.Framework;
        _tasks[order.Task.TaskId.Value] = new WireTask
        {
            Name = order.Task.Name,
            TaskId = order.Task.TaskId,
            FrameworkId = order.Framework.Id,
            AgentId = _id,
            State = TaskState.TaskRunning,
            Resources = { order.Task.Resources },
            Statuses = { status },
            StatusUpdateState = TaskState.TaskRunning,
            StatusUpdateUuid = status.Uuid,
        };
        return new() { FrameworkId = order.Framework.Id, Status = status, LatestState = TaskState.TaskRunning };
    }

    private static Resource Scalar(string name, double value) =>
        new() { Name = name, Type = Value.Types.Type.Scalar, Scalar = new() { Value = value } };
}
