using MesosOperator.Core.Master.State;
using MesosOperator.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Http.Tests.Support;

/// <summary>What a test wants to be different from the usual.</summary>
public sealed record TestSetup
{
    /// <summary>The master and the first stream of the recorded exchanges, so that they can be replayed byte for byte.</summary>
    public const string RecordedMaster = "c9f20f43-f827-4b38-9c47-2917654f741c";

    public static readonly Guid RecordedStream = new("dbe371f3-71d1-49a6-9f91-54886e7d84f4");

    public HttpOptions Options { get; init; } = new();

    public RuntimeLimits Limits { get; init; } = new();

    public MasterSettings Settings { get; init; } = new();

    /// <summary>Called first, so that what it adds is kept.</summary>
    public Action<IServiceCollection> Configure { get; init; } = _ => { };
}
