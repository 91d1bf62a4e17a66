using System.Buffers;
using System.Text;
using Google.Protobuf;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Tasks;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Operators;
using MesosOperator.Protocol.Mesos.V1.Master;

namespace MesosOperator.Http.Operators;

/// <summary>GET_STATE and GET_TASKS, which may be very long: sent while they are written, task by task and agent by agent.</summary>
internal static class LongAnswers
{
    public static bool Has(Call.Types.Type type) => type is Call.Types.Type.GetState or Call.Types.Type.GetTasks;

    public static IEnumerable<Part> Write(Call.Types.Type type, MasterView view, MessageCodec codec, IBufferWriter<byte> output) =>
        codec == MessageCodec.Json ? LongJson.Write(type, view, output) : LongProtobuf.Write(type, view, output);

    /// <summary>The lists of tasks, by their names and numbers in the message.</summary>
    public static IEnumerable<(string Name, int Number, IEnumerable<LaunchedTask> Tasks)> TasksOf(MasterView view)
    {
        var frameworks = view.Frameworks.Concat(view.CompletedFrameworks).ToArray();
        yield return ("tasks", Response.Types.GetTasks.TasksFieldNumber, Living(frameworks));
        yield return ("unreachable_tasks", Response.Types.GetTasks.UnreachableTasksFieldNumber,
            frameworks.SelectMany(framework => framework.Tasks).Where(task => task.State == TaskState.Unreachable));
        yield return ("completed_tasks", Response.Types.GetTasks.CompletedTasksFieldNumber, frameworks.SelectMany(framework => framework.CompletedTasks));
    }

    private static IEnumerable<LaunchedTask> Living(FrameworkView[] frameworks) =>
        frameworks.SelectMany(framework => framework.Tasks).Where(task => task.State != TaskState.Unreachable);

    /// <summary>One object, of which the long lists are written item by item.</summary>
    private static class LongJson
    {
        public static IEnumerable<Part> Write(Call.Types.Type type, MasterView view, IBufferWriter<byte> output)
        {
            var isState = type == Call.Types.Type.GetState;
            output.Write(isState ? "{\"type\":\"GET_STATE\",\"get_state\":{\"get_tasks\":{"u8 : "{\"type\":\"GET_TASKS\",\"get_tasks\":{"u8);
            var records = new TaskRecords(MessageCodec.Json);
            var isFirst = true;
            foreach (var (name, _, tasks) in TasksOf(view))
            {
                output.Write(Encoding.UTF8.GetBytes($"{(isFirst ? "" : ",")}\"{name}\":["));
                isFirst = true;
                foreach (var task in tasks)
                {
                    if (!isFirst)
                        output.Write(","u8);
                    output.Write(records.Encode(task));
                    isFirst = false;
                    yield return Part.Written;
                }

                output.Write("]"u8);
                isFirst = false;
            }

            output.Write("}"u8);
            if (isState)
                foreach (var part in WriteRest(view, output))
                    yield return part;
            output.Write("}"u8);
        }

        private static IEnumerable<Part> WriteRest(MasterView view, IBufferWriter<byte> output)
        {
            output.Write(",\"get_executors\":"u8);
            MessageCodec.Json.Write(TasksToWire.Executors(view), output);
            output.Write(",\"get_frameworks\":"u8);
            MessageCodec.Json.Write(FrameworksToWire.Map(view), output);
            output.Write(",\"get_agents\":{\"agents\":["u8);
            var isFirst = true;
            foreach (var agent in AgentsToWire.Each(view))
            {
                if (!isFirst)
                    output.Write(","u8);
                MessageCodec.Json.Write(agent, output);
                isFirst = false;
                yield return Part.Written;
            }

            output.Write("],"u8);
            // What is left of the object: its lists without the one that was written.
            var rest = new ArrayBufferWriter<byte>();
            MessageCodec.Json.Write(AgentsToWire.Recovering(view), rest);
            output.Write(rest.WrittenSpan["{\"agents\":[],"u8.Length..]);
            output.Write("}"u8);
        }
    }

    /// <summary>Several messages one after another, which whoever reads them merges into one: that is how protobuf is defined.</summary>
    private static class LongProtobuf
    {
        private const int PieceBytes = 32 * 1024;

        public static IEnumerable<Part> Write(Call.Types.Type type, MasterView view, IBufferWriter<byte> output)
        {
            var isState = type == Call.Types.Type.GetState;
            MessageCodec.Protobuf.Write(isState ? Frame(view) : new Response { Type = Response.Types.Type.GetTasks, GetTasks = new() }, output);
            var records = new TaskRecords(MessageCodec.Protobuf);
            var piece = new ArrayBufferWriter<byte>();
            foreach (var (_, number, tasks) in TasksOf(view))
            {
                foreach (var task in tasks)
                {
                    WriteField(piece, number, records.Encode(task));
                    if (piece.WrittenCount < PieceBytes)
                        continue;
                    WritePiece(type, piece, output);
                    yield return Part.Written;
                }
            }

            WritePiece(type, piece, output);
            if (!isState)
                yield break;
            foreach (var agents in AgentsToWire.Each(view).Chunk(64))
            {
                MessageCodec.Protobuf.Write(new Response { GetState = new() { GetAgents = new() { Agents = { agents } } } }, output);
                yield return Part.Written;
            }
        }

        private static Response Frame(MasterView view) => new()
        {
            Type = Response.Types.Type.GetState,
            GetState = new()
            {
                GetTasks = new(),
                GetExecutors = TasksToWire.Executors(view),
                GetFrameworks = FrameworksToWire.Map(view),
                GetAgents = AgentsToWire.Recovering(view),
            },
        };

        /// <summary>Tasks, within the messages that hold them.</summary>
        private static void WritePiece(Call.Types.Type type, ArrayBufferWriter<byte> piece, IBufferWriter<byte> output)
        {
            if (type == Call.Types.Type.GetState)
            {
                var inner = CodedOutputStream.ComputeTagSize(Response.Types.GetState.GetTasksFieldNumber) + CodedOutputStream.ComputeLengthSize(piece.WrittenCount) + piece.WrittenCount;
                WriteHead(output, Response.GetStateFieldNumber, inner);
                WriteField(output, Response.Types.GetState.GetTasksFieldNumber, piece.WrittenSpan);
            }
            else
            {
                WriteField(output, Response.GetTasksFieldNumber, piece.WrittenSpan);
            }

            piece.ResetWrittenCount();
        }

        private static void WriteField(IBufferWriter<byte> output, int number, ReadOnlySpan<byte> value)
        {
            WriteHead(output, number, value.Length);
            output.Write(value);
        }

        private static void WriteHead(IBufferWriter<byte> output, int number, int length)
        {
            var span = output.GetSpan(2 * sizeof(ulong));
            var written = Varint(span, WireFormat.MakeTag(number, WireFormat.WireType.LengthDelimited));
            output.Advance(written + Varint(span[written..], (uint)length));
        }

        private static int Varint(Span<byte> span, uint value)
        {
            var written = 0;
            for (; value >= 0x80; value >>= 7)
                span[written++] = (byte)(value | 0x80);
            span[written++] = (byte)value;
            return written;
        }
    }
}
