using System.Buffers;
using System.Runtime.CompilerServices;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>
/// Encodes very many tasks as operators read them. What tasks have in common is encoded once and copied from then on. For one
/// answer at a time: what was encoded last is gone with the next.
/// </summary>
public sealed class TaskRecords(MessageCodec codec)
{
    private const int Remembered = 4096;

    private readonly Dictionary<Likeness, byte[]> _common = new(Likeness.ByIdentity);
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly ArrayBufferWriter<byte> _encoding = new();
    private readonly Wire.Task _own = new();

    /// <summary>The encoded task.</summary>
    public ReadOnlySpan<byte> Encode(LaunchedTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        TaskToWire.AddOwn(task, _own);
        _buffer.ResetWrittenCount();
        codec.Write(_own, _buffer);
        var common = CommonOf(new(task.Info.Resources, task.Role, task.Info.Description));
        if (codec != MessageCodec.Json)
        {
            _buffer.Write(common);
            return _buffer.WrittenSpan;
        }

        // Two objects become one: the second has its first brace already replaced.
        var length = _buffer.WrittenCount - 1;
        _buffer.Write(common.AsSpan(Math.Min(1, common.Length)));
        if (common.Length > 0)
        {
            System.Runtime.InteropServices.MemoryMarshal.AsMemory(_buffer.WrittenMemory).Span[length] = common[0];
        }

        return _buffer.WrittenSpan;
    }

    private byte[] CommonOf(Likeness like)
    {
        if (_common.TryGetValue(like, out var known))
        {
            return known;
        }

        if (_common.Count >= Remembered)
        {
            _common.Clear();
        }

        _encoding.ResetWrittenCount();
        codec.Write(TaskToWire.Common(like.Resources, like.Role, like.Description), _encoding);
        var encoded = _encoding.WrittenSpan.ToArray();
        if (codec == MessageCodec.Json)
        {
            encoded = encoded.Length == 2 ? [] : encoded;
            if (encoded.Length > 0)
            {
                encoded[0] = (byte)',';
            }
        }

        return _common[like] = encoded;
    }

    /// <summary>Tasks that share these have the rest in common. The master lets equal ones be the same objects.</summary>
    private readonly record struct Likeness(ResourceSet Resources, RoleName Role, Payload Description)
    {
        public static readonly IEqualityComparer<Likeness> ByIdentity = EqualityComparer<Likeness>.Create(
            (left, right) => ReferenceEquals(left.Resources, right.Resources) && ReferenceEquals(left.Description, right.Description) && left.Role == right.Role,
            like => RuntimeHelpers.GetHashCode(like.Resources) ^ (RuntimeHelpers.GetHashCode(like.Description) * 31));
    }
}
