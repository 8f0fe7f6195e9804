using System.Globalization;
using FluentAssertions;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>After a call the caller's context is what it was before, whoever ran the bodies and whatever they did to theirs.</summary>
public sealed class ContextAfterCallTests
{
    private static readonly AsyncLocal<string?> s_local = new();
    private static readonly CultureInfo s_callers = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo s_bodys = CultureInfo.GetCultureInfo("de-DE");

    public static TheoryData<string> Forms => CallForms.All;

    public static TheoryData<string> OurForms => CallForms.Ours;

    public static TheoryData<string> CarefulForms => CallForms.Careful;

    [Theory]
    [MemberData(nameof(Forms))]
    public void AsyncLocal_ChangedByBodies_IsTheCallersAfterwards(string form) => OnOwnThread(form, call =>
    {
        s_local.Value = "caller";
        call(static () => s_local.Value = "body");
        s_local.Value.Should().Be("caller");
    });

    [Theory]
    [MemberData(nameof(Forms))]
    public void AsyncLocal_SetByBodiesWhereTheCallerHasNone_IsUnsetAfterwards(string form) => OnOwnThread(form, call =>
    {
        call(static () => s_local.Value = "body");
        s_local.Value.Should().BeNull();
    });

    [Theory]
    [MemberData(nameof(Forms))]
    public void AsyncLocal_ChangedByBodiesThatFail_IsTheCallersAfterwards(string form) => OnOwnThread(form, call =>
    {
        s_local.Value = "caller";
        Record.Exception(() => call(static () =>
        {
            s_local.Value = "body";
            throw new FormatException();
        })).Should().NotBeNull();
        s_local.Value.Should().Be("caller");
    });

    [Theory]
    [MemberData(nameof(Forms))]
    public void CurrentCulture_ChangedByBodies_IsTheCallersAfterwards(string form) => OnOwnThread(form, call =>
    {
        CultureInfo.CurrentCulture = s_callers;
        CultureInfo.CurrentUICulture = s_callers;
        call(static () =>
        {
            CultureInfo.CurrentCulture = s_bodys;
            CultureInfo.CurrentUICulture = s_bodys;
        });
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture).Should().Be((s_callers, s_callers));
    });

    [Theory]
    [MemberData(nameof(CarefulForms))]
    public void AsyncLocal_ChangedByBodiesOfACallInsideABody_IsTheOuterBodysAfterwards(string form) => OnOwnThread(form, call =>
    {
        string? after = null;
        ParallelRange.Run(0, 1, _ =>
        {
            s_local.Value = "outer";
            call(static () => s_local.Value = "inner");
            after = s_local.Value;
        });
        after.Should().Be("outer");
    });

    [Theory]
    [MemberData(nameof(Forms))]
    public void SynchronizationContext_SetByBodies_IsTheCallersAfterwards(string form) => OnOwnThread(form, call =>
    {
        call(static () => SynchronizationContext.SetSynchronizationContext(new SynchronizationContext()));
        SynchronizationContext.Current.Should().BeNull();
        var own = new SynchronizationContext();
        SynchronizationContext.SetSynchronizationContext(own);
        call(static () => SynchronizationContext.SetSynchronizationContext(new SynchronizationContext()));
        SynchronizationContext.Current.Should().BeSameAs(own);
    });

    [Theory]
    [MemberData(nameof(OurForms))]
    public void AsyncLocal_ChangedByBodiesOfACallerWithoutFlow_IsTheCallersAfterwards(string form) => OnOwnThread(form, call =>
    {
        s_local.Value = "caller";
        using (ExecutionContext.SuppressFlow()) // its end throws where the flow is no longer suppressed
        {
            call(static () => s_local.Value = "body");
            s_local.Value.Should().Be("caller");
            ExecutionContext.IsFlowSuppressed().Should().BeTrue();
        }

        s_local.Value.Should().Be("caller");
    });

    [Theory]
    [MemberData(nameof(OurForms))]
    public void Flow_SuppressedByBodies_IsNotAfterwards(string form) => OnOwnThread(form, call =>
    {
        s_local.Value = "caller";
        call(static () =>
        {
            if (!ExecutionContext.IsFlowSuppressed())
                ExecutionContext.SuppressFlow();
        });
        ExecutionContext.IsFlowSuppressed().Should().BeFalse();
        s_local.Value.Should().Be("caller");
    });

    private static void OnOwnThread(string form, Action<Action<Action>> test)
    {
        CallForm call = CallForms.Named(form);
        foreach (bool together in call.Ways)
            Threads.RunOnce(() => test(body => call.Run(together, body)));
    }
}
