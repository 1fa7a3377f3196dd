//! Keys about a person's own pay: showing it, and saying whose it is.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::pay_form::PayForm;
use crate::app::state::State;
use crate::domain::scale::PayYear;

/// Does what an action on whose pay is shown asks for.
pub(super) fn act(state: &mut State, action: Action) {
    match action {
        Action::MyPay => toggle(state),
        Action::PaySettings => open_form(state),
        Action::Nation => {
            state.choice.nation = state.choice.nation.next();
            say_choice(state);
        }
        _ => {
            let years = state.catalogue.pay().years(state.choice.nation);
            let before = years.iter().find(|year| **year < state.choice.year).or(years.first());
            state.choice.year = before.copied().unwrap_or(state.choice.year);
            say_choice(state);
        }
    }
}

fn say_choice(state: &mut State) {
    state.notices.done(format!("pay is shown for {} {}", state.choice.nation, state.choice.year));
}

/// Shows the person's own pay on roles and adverts, or no longer.
fn toggle(state: &mut State) {
    state.shows_my_pay = !state.shows_my_pay;
    state.notices.done(if state.shows_my_pay {
        "your own pay is shown on adverts and on the Pay tab of roles"
    } else {
        "your own pay is no longer shown"
    });
}

/// Opens the form that says whose pay it is.
fn open_form(state: &mut State) {
    let years = state.catalogue.pay().years(state.pay_settings.nation);
    let form = PayForm::new(state.pay_settings, years, PayYear::of(state.today));
    state.overlay = Some(Overlay::Pay(Box::new(form)));
}

/// Takes what was filled in, shows it at once, and asks for it to be kept; a form that makes no sense stays open.
pub(super) fn accept(state: &mut State, form: Box<PayForm>) -> Vec<Effect> {
    let (before, after) = match form.filled() {
        Ok(settings) => settings,
        Err(why) => {
            state.notices.failed(why);
            state.overlay = Some(Overlay::Pay(form));
            return Vec::new();
        }
    };
    let changes = before.changes(&after);
    state.shows_my_pay = true;
    if changes.is_empty() {
        state.notices.done("nothing was changed; your own pay is shown on adverts and on the Pay tab of roles");
        return Vec::new();
    }
    // A nation or year that was only looked at with a key stays as it is unless the form says another.
    if before.nation != after.nation {
        state.choice.nation = after.nation;
    }
    if before.year != after.year {
        state.choice.year = after.year_on(state.today);
    }
    state.pay_settings = after;
    vec![Effect::KeepSettings(changes)]
}
