using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Devices;

/// <summary>Asks the library of NVIDIA's driver for its processors. It is there or it is not; nothing depends on it.</summary>
internal static unsafe class Nvml
{
    private const int LongestText = 96;
    private const int Success = 0;
    private const long BytesPerMebibyte = 1 << 20;

    /// <summary>By the numbers of their device files; empty where there is no such library, or it has no driver.</summary>
    public static Dictionary<int, GpuFacts> Ask(string library)
    {
        var told = new Dictionary<int, GpuFacts>();
        if (!NativeLibrary.TryLoad(library, out var handle))
            return told;
        try
        {
            Ask(handle, told);
        }
        catch (EntryPointNotFoundException)
        {
            // A library of another kind, or too old: device files say enough.
        }
        finally
        {
            NativeLibrary.Free(handle);
        }

        return told;
    }

    private static void Ask(nint library, Dictionary<int, GpuFacts> told)
    {
        var start = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "nvmlInit_v2");
        var end = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "nvmlShutdown");
        var countOf = (delegate* unmanaged<uint*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetCount_v2");
        var find = (delegate* unmanaged<uint, nint*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetHandleByIndex_v2");
        var minorOf = (delegate* unmanaged<nint, uint*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetMinorNumber");
        if (start() != Success)
            return;
        uint count;
        if (countOf(&count) != Success)
            count = 0;
        for (var i = 0u; i < count; i++)
        {
            nint device;
            uint minor;
            if (find(i, &device) == Success && minorOf(device, &minor) == Success)
                told[(int)minor] = new GpuFacts(Text(library, "nvmlDeviceGetUUID", device), Text(library, "nvmlDeviceGetName", device), Memory(library, device));
        }

        _ = end();
    }

    private static string Text(nint library, string function, nint device)
    {
        var ask = (delegate* unmanaged<nint, byte*, uint, int>)NativeLibrary.GetExport(library, function);
        var buffer = stackalloc byte[LongestText];
        return ask(device, buffer, LongestText) == Success ? Marshal.PtrToStringUTF8((nint)buffer) ?? "" : "";
    }

    /// <summary>nvmlMemory_t: bytes in all, free and used.</summary>
    private static long? Memory(nint library, nint device)
    {
        var ask = (delegate* unmanaged<nint, ulong*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetMemoryInfo");
        var memory = stackalloc ulong[3];
        return ask(device, memory) == Success ? (long)memory[0] / BytesPerMebibyte : null;
    }
}
