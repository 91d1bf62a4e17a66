using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>Error numbers of the operating system in its own words.</summary>
internal static class ErrorNumbers
{
    public static string Describe(int error) => Marshal.GetPInvokeErrorMessage(error);
}
