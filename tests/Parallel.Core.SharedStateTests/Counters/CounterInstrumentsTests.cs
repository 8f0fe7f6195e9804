using System.Diagnostics.Metrics;
using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class CounterInstrumentsTests
{
    [Fact]
    public void Create_Listener_SeesTheSum()
    {
        using var meter = new Meter("tests");
        var up = new StripedCounter();
        var both = new StripedCounter();
        ObservableCounter<long> first = meter.CreateObservableCounter("orders", up, "{order}", "Orders taken.");
        ObservableUpDownCounter<long> second = meter.CreateObservableUpDownCounter("open", both, "{order}", "Orders open.");
        var seen = new Dictionary<Instrument, long>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument] = value);
        listener.Start();

        up.Add(3);
        both.Add(-2);
        listener.RecordObservableInstruments();
        seen[first].Should().Be(3);
        seen[second].Should().Be(-2);

        up.Increment();
        listener.RecordObservableInstruments();
        seen[first].Should().Be(4);
        (first.Unit, first.Description, first.Name).Should().Be(("{order}", "Orders taken.", "orders"));
        (second.Unit, second.Description, second.Name).Should().Be(("{order}", "Orders open.", "open"));
    }

    [Fact]
    public void Create_Null_NamesTheParameter()
    {
        using var meter = new Meter("tests");
        var counter = new StripedCounter();
        FluentActions.Invoking(() => ((Meter)null!).CreateObservableCounter("name", counter)).Should().Throw<ArgumentNullException>().WithParameterName("meter");
        FluentActions.Invoking(() => meter.CreateObservableCounter(null!, counter)).Should().Throw<ArgumentNullException>().WithParameterName("name");
        FluentActions.Invoking(() => meter.CreateObservableCounter("name", (StripedCounter)null!)).Should().Throw<ArgumentNullException>().WithParameterName("counter");
        FluentActions.Invoking(() => ((Meter)null!).CreateObservableUpDownCounter("name", counter)).Should().Throw<ArgumentNullException>().WithParameterName("meter");
        FluentActions.Invoking(() => meter.CreateObservableUpDownCounter(null!, counter)).Should().Throw<ArgumentNullException>().WithParameterName("name");
        FluentActions.Invoking(() => meter.CreateObservableUpDownCounter("name", (StripedCounter)null!)).Should().Throw<ArgumentNullException>().WithParameterName("counter");
    }
}
