using System.Security.Cryptography;

namespace MesosOperator.Host.Serving;

/// <summary>Where chance comes from: only here, so that all else can be replayed.</summary>
internal static class Chance
{
    /// <summary>A new seed each time.</summary>
    public static ulong Seed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
